package shop;

import dev.eloquent.annotation.*;

@Model(table = "users")
public class Person {
  @Id long id;
}
