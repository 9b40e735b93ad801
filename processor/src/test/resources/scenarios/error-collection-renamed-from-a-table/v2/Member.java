package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model(connection = "mongo", renamedFrom = "users")
public class Member {
  @Id UUID id;
}
