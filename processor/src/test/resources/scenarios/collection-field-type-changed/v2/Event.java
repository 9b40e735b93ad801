package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  BigDecimal weight;
}
