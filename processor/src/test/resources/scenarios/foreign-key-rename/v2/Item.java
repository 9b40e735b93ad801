package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @ForeignKey(name = "item_in_room") Room room;
}
