package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = {"a", "b"}, expireAfterSeconds = 1)
public class Event {
  @Id ObjectId id;
  Instant a;
  Instant b;
  @Index(expireAfterSeconds = 5) String c;
  @Index(expireAfterSeconds = -5) Instant d;
}
