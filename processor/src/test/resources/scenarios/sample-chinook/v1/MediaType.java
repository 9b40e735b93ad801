package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;

@Model(table = "MediaType")
class MediaType {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "MediaTypeId")
  int mediaTypeId;

  @Column(name = "Name", length = 120)
  String name;
}
