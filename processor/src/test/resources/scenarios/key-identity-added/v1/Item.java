package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id(strategy = IdStrategy.NONE) long id;
  String name;
}
