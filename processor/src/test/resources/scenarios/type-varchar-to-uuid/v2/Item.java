package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model
public class Item {
  @Id long id;
  UUID value;
}
