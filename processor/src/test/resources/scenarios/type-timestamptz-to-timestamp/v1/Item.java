package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

@Model
public class Item {
  @Id long id;
  Instant value;
}
