package shop;

import dev.eloquent.annotation.*;

@Model(table = "people", renamedFrom = "user")
public class User {
  @Id long id;
  String name;
}
