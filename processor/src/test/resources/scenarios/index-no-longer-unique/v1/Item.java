package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "by_a", columns = "a", unique = true)
public class Item {
  @Id long id;
  String a;
  String b;
}
