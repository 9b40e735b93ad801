package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;

@Model
public class Item {
  @Id long id;
  @Column(precision = 10, scale = 2) BigDecimal value;
}
