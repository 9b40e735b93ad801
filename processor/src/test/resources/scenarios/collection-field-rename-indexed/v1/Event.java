package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(name = "both", columns = {"kind", "code desc"})
public class Event {
  @Id ObjectId id;
  @Index @Column(nullable = false) String kind;
  @Column(unique = true, nullable = false) String code;
}
