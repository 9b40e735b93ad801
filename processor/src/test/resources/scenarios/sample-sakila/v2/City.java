package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "city")
class City {
  @Id int cityId;

  @Column(length = 50, nullable = false)
  String city;

  @ForeignKey(name = "fk_city_country", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_country_id")
  @Column(nullable = false)
  Country country;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
