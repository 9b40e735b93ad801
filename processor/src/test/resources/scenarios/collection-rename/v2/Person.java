package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo", table = "customers", renamedFrom = "clients")
@Index(columns = "kind")
public class Person {
  @Id ObjectId id;
  String kind;
}
