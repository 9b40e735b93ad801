package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model
class Client {
  @Id Long id;

  @Index(name = "one_code", unique = true)
  @Column(length = 9, nullable = false)
  String code;
}
