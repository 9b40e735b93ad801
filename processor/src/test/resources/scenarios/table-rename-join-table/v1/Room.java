package shop;

import dev.eloquent.annotation.*;

@Model
public class Room {
  @Id long id;
}
