package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  String name;
  String email;
}
