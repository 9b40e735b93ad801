package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(nullable = false, backfill = "?") String name;
  Item parent;
}
