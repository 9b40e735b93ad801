package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;

@Model(table = "Genre")
class Genre {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "GenreId")
  int genreId;

  @Column(name = "Name", length = 120)
  String name;
}
