package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;

@Model(table = "film_text")
class FilmText {
  @Id(strategy = IdStrategy.NONE)
  @ForeignKey(references = Film.class, onDelete = ReferentialAction.CASCADE)
  int filmId;

  @Column(length = 255, nullable = false)
  String title;

  @Column(type = "text")
  String description;
}
