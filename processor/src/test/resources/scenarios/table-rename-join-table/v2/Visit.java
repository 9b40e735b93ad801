package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "stays")
public class Visit {
  @Id User user;
  @Id Room room;
}
