package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "film_category")
class FilmCategory {
  @Id
  @ForeignKey(name = "fk_film_category_film", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Column(nullable = false)
  Film film;

  @Id
  @ForeignKey(name = "fk_film_category_category", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Column(nullable = false)
  Category category;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
