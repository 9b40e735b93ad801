package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class B {
  @Id Long id;

  A a;

  C c;
}
