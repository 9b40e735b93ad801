package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class A {
  @Id Long id;

  B b;

  C c;
}
