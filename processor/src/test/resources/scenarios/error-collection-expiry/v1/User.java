package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Index(expireAfterSeconds = 1) java.time.Instant at;
}
