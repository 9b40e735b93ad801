package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  @Column(renamedFrom = "height") int width;
  @Column(renamedFrom = "width") int height;
}
