package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @ForeignKey(onDelete = ReferentialAction.SET_NULL) @Column(nullable = false) Room room;
}
