package shop;

import dev.eloquent.annotation.*;
import org.bson.types.ObjectId;

@Model(connection = "mongo")
public class Event {
  @Id ObjectId id;
  String kind;
  int weight;
  @Column(nullable = false) Size size;
  record Size(int width, @Column(nullable = false) String unit, String note) {}
}
