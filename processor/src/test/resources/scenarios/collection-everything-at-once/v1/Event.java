package shop;

import dev.eloquent.annotation.*;
import java.time.Instant;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = {"kind", "at"})
public class Event {
  @Id ObjectId id;
  String kind;
  Instant at;
  String note;
  int weight;
}
