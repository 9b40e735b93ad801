package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo", comment = "a")
public class Event {
  @Id ObjectId id;
  String kind;
}
