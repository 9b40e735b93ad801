package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Index(where = "name IS NULL") String name;
}
