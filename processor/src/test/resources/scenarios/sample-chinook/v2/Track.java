package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.math.BigDecimal;

@Model(table = "Track")
class Track {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "TrackId")
  int trackId;

  @Column(name = "Name", length = 200, nullable = false)
  String name;

  @ForeignKey(name = "FK_TrackAlbumId")
  @Index(name = "IFK_TrackAlbumId")
  @Column(name = "AlbumId")
  Album album;

  @ForeignKey(name = "FK_TrackMediaTypeId")
  @Index(name = "IFK_TrackMediaTypeId")
  @Column(name = "MediaTypeId", nullable = false)
  MediaFormat mediaType;

  @ForeignKey(name = "FK_TrackGenreId")
  @Index(name = "IFK_TrackGenreId")
  @Column(name = "GenreId")
  Genre genre;

  @Column(name = "Composer", length = 220)
  String composer;

  @Column(name = "Milliseconds")
  long milliseconds;

  @Column(name = "Bytes")
  Integer bytes;

  @Column(name = "UnitPrice", precision = 10, scale = 2, nullable = false)
  BigDecimal unitPrice;
}
