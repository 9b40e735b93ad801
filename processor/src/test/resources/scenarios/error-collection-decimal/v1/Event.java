package shop;

import dev.eloquent.annotation.*;
import java.math.BigInteger;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  BigInteger huge;
  @Column(name = "a.b") int dotted;
  @Column(name = "$c") int dollar;
}
