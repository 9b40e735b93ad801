package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id(strategy = IdStrategy.NONE) int b;
  @Id(strategy = IdStrategy.NONE) int a;
}
