package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo", table = "rights")
public class B {
  @Id ObjectId id;
  int b;
}
