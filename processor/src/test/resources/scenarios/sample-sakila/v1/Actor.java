package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.time.Instant;

@Model(table = "actor")
class Actor {
  @Id int actorId;

  @Column(length = 45, nullable = false)
  String firstName;

  @Index(name = "idx_actor_last_name")
  @Column(length = 45, nullable = false)
  String lastName;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
