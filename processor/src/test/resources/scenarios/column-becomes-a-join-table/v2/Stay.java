package shop;

import dev.eloquent.annotation.*;

@Model
public class Stay {
  @Id User user;
  @Id Room room;
}
