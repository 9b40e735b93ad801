package shop;

import dev.eloquent.annotation.*;

@Model(connection = "mongo")
@Index(columns = "kind")
public class Log {
  @Id String id;
  String kind;
}
