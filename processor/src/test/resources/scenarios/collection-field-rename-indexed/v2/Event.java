package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@Index(name = "both", columns = {"sort", "code desc"})
public class Event {
  @Id ObjectId id;
  @Index @Column(nullable = false, renamedFrom = "kind") String sort;
  @Column(unique = true, nullable = false) String code;
}
