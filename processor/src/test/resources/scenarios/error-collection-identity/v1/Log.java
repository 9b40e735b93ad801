package shop;

import dev.eloquent.annotation.*;

@Model(connection = "mongo")
public class Log {
  @Id(strategy = IdStrategy.IDENTITY) String id;
}
