package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id(strategy = IdStrategy.NONE) @Column(length = 40) String code;
  String name;
}
