package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "x", columns = "a")
@Index(name = "x", columns = "b")
public class User {
  @Id long id;
  String a;
  String b;
}
