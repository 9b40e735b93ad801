package shop;

import dev.eloquent.annotation.*;

@Model
public class Line {
  @Id long id;
  Order order;
}
