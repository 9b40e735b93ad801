package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;

  @Index
  @Column(unique = true, nullable = false)
  String code;

  @Index
  @Index(name = "late", where = "{\"weight\": {\"$gt\": 5}}")
  int weight;
}
