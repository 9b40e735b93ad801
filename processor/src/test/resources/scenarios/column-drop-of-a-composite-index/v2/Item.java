package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = "name")
public class Item {
  @Id long id;
  String name;
}
