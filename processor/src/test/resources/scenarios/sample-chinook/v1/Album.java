package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model(table = "Album")
class Album {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "AlbumId")
  int albumId;

  @Column(name = "Title", length = 160, nullable = false)
  String title;

  @ForeignKey(name = "FK_AlbumArtistId")
  @Index(name = "IFK_AlbumArtistId")
  @Column(name = "ArtistId", nullable = false)
  Artist artist;
}
