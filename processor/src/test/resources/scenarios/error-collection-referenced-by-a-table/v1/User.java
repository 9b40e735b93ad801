package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  Event last;
  @ForeignKey(references = Event.class) String first;
}
