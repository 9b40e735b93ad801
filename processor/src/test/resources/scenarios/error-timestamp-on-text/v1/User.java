package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

@Model
public class User {
  @Id long id;
  @Column(timestamp = true) String at;
  @Column(useTz = true) Instant zoned;
}
