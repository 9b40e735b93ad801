package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model(connection = "mongo", table = "system.logs")
public class Log {
  @Id UUID id;
}
