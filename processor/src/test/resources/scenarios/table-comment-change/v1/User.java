package shop;

import dev.eloquent.annotation.*;

@Model(comment = "Who")
public class User {
  @Id long id;
  String name;
}
