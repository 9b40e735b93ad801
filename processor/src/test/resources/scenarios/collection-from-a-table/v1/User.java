package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model
public class User {
  @Id UUID id;
  String name;
}
