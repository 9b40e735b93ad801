package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = {"user_id", "at desc"})
public class Event {
  @Id ObjectId id;

  @Column(nullable = false)
  ObjectId userId;

  @Index(expireAfterSeconds = 86400)
  Instant at;

  @Column(length = 40)
  String kind;

  List<Tag> tags;

  record Tag(@Column(nullable = false) String name, int weight) {}
}
