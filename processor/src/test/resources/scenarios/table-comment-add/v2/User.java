package shop;

import dev.eloquent.annotation.*;

@Model(comment = "Who may sign in")
public class User {
  @Id long id;
  String name;
}
