package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import java.time.Instant;

@Model(table = "country")
class Country {
  @Id int countryId;

  @Column(length = 50, nullable = false)
  String country;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
