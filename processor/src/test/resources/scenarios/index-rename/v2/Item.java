package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "on_a", columns = "a")
public class Item {
  @Id long id;
  String a;
  String b;
}
