package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import java.time.Instant;

@Model(table = "language")
class Language {
  @Id int languageId;

  @Column(length = 20, type = "char", nullable = false)
  String name;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
