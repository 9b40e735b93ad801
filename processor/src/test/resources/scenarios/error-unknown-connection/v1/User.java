package shop;

import dev.eloquent.annotation.*;

@Model(connection = "oracle")
public class User {
  @Id long id;
}
