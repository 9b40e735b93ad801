package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model
class Money {
  @Id Long id;

  @Index(unique = true)
  @Column(length = 3, nullable = false)
  String code;
}
