package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @ForeignKey(references = Room.class, referencedColumns = "name") String room;
}
