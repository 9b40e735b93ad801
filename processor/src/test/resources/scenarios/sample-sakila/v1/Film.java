package shop;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Year;

@Model(table = "film")
@Check(name = "film_rating", expression = "rating IN ('G', 'PG', 'PG-13', 'R', 'NC-17')")
class Film {
  @Id int filmId;

  @Index(name = "idx_title")
  @Column(length = 255, nullable = false)
  String title;

  @Column(type = "text")
  String description;

  Year releaseYear;

  @ForeignKey(name = "fk_film_language", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_language_id")
  @Column(nullable = false)
  Language language;

  @ForeignKey(name = "fk_film_language_original", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_original_language_id")
  Language originalLanguage;

  @Column(defaultValue = "3")
  short rentalDuration;

  @Column(precision = 4, scale = 2, nullable = false, defaultValue = "4.99")
  BigDecimal rentalRate;

  Short length;

  @Column(precision = 5, scale = 2, nullable = false, defaultValue = "19.99")
  BigDecimal replacementCost;

  @Column(length = 10, defaultValue = "G")
  String rating;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
