package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "film_actor")
class FilmActor {
  @Id
  @ForeignKey(name = "fk_film_actor_actor", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Column(nullable = false)
  Actor actor;

  @Id
  @ForeignKey(name = "fk_film_actor_film", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_film_id")
  @Column(nullable = false)
  Film film;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
