package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "by_ab", columns = {"b", "a"})
public class Item {
  @Id long id;
  String a;
  String b;
}
