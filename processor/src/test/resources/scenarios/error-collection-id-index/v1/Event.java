package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = "_id", unique = true)
public class Event {
  @Id ObjectId id;
}
