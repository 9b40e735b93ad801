package shop;

import dev.eloquent.annotation.*;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  List<Address> addresses;
  Address home;

  record Address(String street) {}
}
