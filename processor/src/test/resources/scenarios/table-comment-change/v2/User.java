package shop;

import dev.eloquent.annotation.*;

@Model(comment = "Who's in")
public class User {
  @Id long id;
  String name;
}
