package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(defaultValue = "1") int value;
}
