package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "two", columns = "a")
@Index(name = "one", columns = "b")
public class Item {
  @Id long id;
  String a;
  String b;
}
