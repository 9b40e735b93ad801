package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class C {
  @Id Long id;

  A a;

  D d;
}
