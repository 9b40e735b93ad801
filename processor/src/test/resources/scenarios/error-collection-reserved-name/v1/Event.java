package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model(connection = "mongo", table = "eloquent_lock")
public class Event {
  @Id UUID id;
}
