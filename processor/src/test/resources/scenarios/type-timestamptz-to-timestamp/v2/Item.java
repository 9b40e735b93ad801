package shop;

import dev.eloquent.annotation.*;
import java.time.LocalDateTime;

@Model
public class Item {
  @Id long id;
  LocalDateTime value;
}
