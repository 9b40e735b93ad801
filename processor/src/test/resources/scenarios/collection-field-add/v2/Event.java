package shop;

import dev.eloquent.annotation.*;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  String kind;
  String note;
  List<String> tags;
}
