package shop;

import dev.eloquent.annotation.*;

@Model(connection = "mongo")
public class Event {
  @Id String a;
  @Id String b;
}
