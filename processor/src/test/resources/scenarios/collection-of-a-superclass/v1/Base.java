package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

abstract class Base<T> {
  @Id T id;
  @Column(timestamp = true, nullable = false) Instant createdAt;
}
