package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;


abstract class Base {
  @Id long id;
  @Column(timestamp = true, useTz = true, nullable = false) Instant createdAt;
}
