package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(name = "i", columns = "kind", where = "{ \"weight\":{\"$gt\":5} }")
public class Event {
  @Id ObjectId id;
  String kind;
  int weight;
}
