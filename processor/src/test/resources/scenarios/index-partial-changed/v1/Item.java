package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = "a", where = "b IS NULL")
public class Item {
  @Id long id;
  String a;
  String b;
}
