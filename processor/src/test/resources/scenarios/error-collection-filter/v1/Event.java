package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(columns = "a", where = "a > 5")
@Index(columns = "b", where = "{\"a\": {\"$ne\": 1}}")
@Index(columns = {"a", "b"}, where = "{\"c\": 1}")
@Index(columns = {"b", "a"}, where = "{} {}")
public class Event {
  @Id ObjectId id;
  int a;
  int b;
}
