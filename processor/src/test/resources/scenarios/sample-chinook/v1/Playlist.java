package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Model;

@Model(table = "Playlist")
class Playlist {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "PlaylistId")
  int playlistId;

  @Column(name = "Name", length = 120)
  String name;
}
