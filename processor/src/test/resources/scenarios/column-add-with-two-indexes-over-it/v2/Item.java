package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = {"name", "rank"}, unique = true)
@Index(columns = {"rank", "name"})
public class Item {
  @Id long id;
  String name;
  Integer rank;
}
