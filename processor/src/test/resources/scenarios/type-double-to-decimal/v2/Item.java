package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;

@Model
public class Item {
  @Id long id;
  @Column(nullable = false) BigDecimal value;
}
