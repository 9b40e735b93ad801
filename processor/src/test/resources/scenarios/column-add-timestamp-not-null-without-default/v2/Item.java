package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

@Model
public class Item {
  @Id long id;
  String name;
  @Column(nullable = false, backfill = "2026-01-31T10:15:30Z") Instant seenAt;
}
