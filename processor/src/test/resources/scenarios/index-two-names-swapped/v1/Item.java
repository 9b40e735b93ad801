package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "one", columns = "a")
@Index(name = "two", columns = "b")
public class Item {
  @Id long id;
  String a;
  String b;
}
