package shop;

import dev.eloquent.annotation.*;

@Model
public abstract class User {
  @Id long id;
}
