package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

@Model
public class User {
  @Id long id;
  @Column(softDeletes = true, defaultNow = true) Instant a;
  @Column(softDeletes = true, nullable = false) Instant b;
}
