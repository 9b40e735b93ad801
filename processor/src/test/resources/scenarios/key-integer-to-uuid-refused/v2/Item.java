package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model
public class Item {
  @Id UUID id;
  String name;
}
