package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo", comment = "b")
public class Event {
  @Id ObjectId id;
  @Column(comment = "What \"kind\"") String kind;
}
