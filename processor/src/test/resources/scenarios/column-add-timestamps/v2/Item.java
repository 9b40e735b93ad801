package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import java.time.LocalDateTime;

@Model
public class Item {
  @Id long id;
  String name;
  @Column(timestamp = true) LocalDateTime plain;
  @Column(timestamp = true, useTz = true) Instant zoned;
  @Column(timestamp = true, defaultNow = false) LocalDateTime empty;
  @Column(timestamp = true, useTz = true, nullable = false) Instant createdAt;
  @Column(softDeletes = true, useTz = true) Instant deletedAt;
}
