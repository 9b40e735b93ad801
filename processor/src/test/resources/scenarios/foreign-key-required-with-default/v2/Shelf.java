package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class Shelf {
  @Id Long id;
}
