package dev.eloquent.sample;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * What most tables of the shop begin with. It is no model, so it has no table of its own; its
 * fields become columns of every model that extends it.
 */
public abstract class StoredEntity {
  /** Counted up by the database. */
  @Id public long id;

  /** When the row was written, as the database's clock on the wall shows it. */
  @Column(timestamp = true, nullable = false)
  public LocalDateTime createdAt;

  /** When the row was last written, as an instant; later writes set it themselves. */
  @Column(timestamp = true, useTz = true, nullable = false)
  public Instant updatedAt;
}
