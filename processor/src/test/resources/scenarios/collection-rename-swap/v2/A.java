package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo", table = "rights", renamedFrom = "lefts")
public class A {
  @Id ObjectId id;
  int a;
}
