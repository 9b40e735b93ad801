package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model(table = "PlaylistTrack")
class PlaylistTrack {
  @Id
  @ForeignKey(name = "FK_PlaylistTrackPlaylistId")
  @Index(name = "IFK_PlaylistTrackPlaylistId")
  @Column(name = "PlaylistId", nullable = false)
  Playlist playlist;

  @Id
  @ForeignKey(name = "FK_PlaylistTrackTrackId")
  @Index(name = "IFK_PlaylistTrackTrackId")
  @Column(name = "TrackId", nullable = false)
  Track track;
}
