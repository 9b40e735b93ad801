package shop;

import dev.eloquent.annotation.*;
import java.util.List;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
@ForeignKey(references = User.class, columns = "user_id")
@Check(name = "positive", expression = "weight > 0")
public class Event {
  @Id ObjectId id;
  long userId;
  int weight;
  User author;
  List<User> readers;
  @ForeignKey(references = User.class) long owner;
}
