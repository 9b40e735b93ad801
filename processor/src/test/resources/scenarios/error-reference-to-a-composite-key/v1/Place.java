package shop;

import dev.eloquent.annotation.*;

@Model
public class Place {
  @Id(strategy = IdStrategy.NONE) int hall;
  @Id(strategy = IdStrategy.NONE) int shelf;
}
