package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import java.util.UUID;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = {"user_id", "at desc"})
@Index(name = "live", columns = "kind", where = "{ \"deleted_at\": {\"$eq\": null}, \"kind\": {\"$in\": [\"a\", \"b\"]} }")
@Index(columns = {"source", "number"}, unique = true)
public class Event {
  @Id UUID id;
  ObjectId userId;

  @Index(expireAfterSeconds = 86400)
  Instant at;

  String kind;

  @Column(nullable = false)
  String source;

  long number;
  Instant deletedAt;

  @Column(unique = true, nullable = false)
  String key;
}
