package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  int a;
  @Id(strategy = IdStrategy.NONE) int b;
}
