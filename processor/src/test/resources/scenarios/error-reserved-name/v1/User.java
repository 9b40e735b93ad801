package shop;

import dev.eloquent.annotation.*;

@Model(table = "flyway_schema_history")
public class User {
  @Id long id;
}
