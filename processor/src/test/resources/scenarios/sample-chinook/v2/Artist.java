package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;

@Model(table = "Artist")
class Artist {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "ArtistId")
  int artistId;

  @Column(name = "Name", length = 120)
  String name;
}
