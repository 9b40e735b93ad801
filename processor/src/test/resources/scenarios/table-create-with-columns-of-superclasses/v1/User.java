package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;

@Model
public class User extends Base {
  String name;
  @Column(softDeletes = true) Instant deletedAt;
}
