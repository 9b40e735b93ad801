package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;

@Model(table = "film_text")
class FilmText {
  @Id(strategy = IdStrategy.NONE)
  int filmId;

  @Column(length = 255, nullable = false)
  String title;

  @Column(type = "text")
  String description;
}
