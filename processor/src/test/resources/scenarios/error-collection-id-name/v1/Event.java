package shop;

import dev.eloquent.annotation.*;

@Model(connection = "mongo")
public class Event {
  @Id @Column(name = "event_id") String id;
}
