package shop;

import dev.eloquent.annotation.*;

@Model
public class Place {
  @Id(strategy = IdStrategy.NONE) @Column(renamedFrom = "hall") int building;
  @Id(strategy = IdStrategy.NONE) int shelf;
}
