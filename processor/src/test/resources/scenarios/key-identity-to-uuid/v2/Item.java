package shop;

import dev.eloquent.annotation.*;
import java.util.UUID;

@Model
public class Item {
  @Id @Column(name = "key") UUID key;
  String name;
}
