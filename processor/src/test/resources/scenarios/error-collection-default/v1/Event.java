package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  @Column(defaultValue = "a") String kind;
  @Column(timestamp = true, defaultNow = true) Instant at;
  @Column(nullable = false, backfill = "sql:now()") Instant from;
  @Column(nullable = false, backfill = "10:00:00.123456") java.time.LocalTime time;
  @Column(nullable = false, backfill = "{}") List<String> tags;
  @Column(backfill = "a", type = "objectid", nullable = false) String owner;
}
