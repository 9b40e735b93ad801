package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(length = 255) String shelf;
}
