package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(name = "room_id") Long room;
}
