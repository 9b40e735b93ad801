package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import org.bson.types.ObjectId;

@Model(connection = "mongo", table = "happenings", renamedFrom = "events")
@Index(columns = {"sort", "at"})
public class Event {
  @Id ObjectId id;
  @Column(renamedFrom = "kind") String sort;
  Instant at;
  long weight;
  @Column(backfill = "true") boolean seen;
}
