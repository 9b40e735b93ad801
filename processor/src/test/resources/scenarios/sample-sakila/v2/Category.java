package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import java.time.Instant;

@Model(table = "category")
class Category {
  @Id int categoryId;

  @Column(length = 25, nullable = false)
  String name;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
