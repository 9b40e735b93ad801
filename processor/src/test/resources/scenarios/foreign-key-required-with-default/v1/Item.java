package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class Item {
  @Id Long id;

  String name;
}
