package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;

@Model
public class Item {
  @Id long id;
  @Column(precision = 12, scale = 3) BigDecimal value;
}
