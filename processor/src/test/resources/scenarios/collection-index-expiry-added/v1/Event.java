package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  Instant at;
}
