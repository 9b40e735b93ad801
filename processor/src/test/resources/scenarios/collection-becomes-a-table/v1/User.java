package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model(connection = "mongo")
public class User {
  @Id UUID id;
  String name;
}
