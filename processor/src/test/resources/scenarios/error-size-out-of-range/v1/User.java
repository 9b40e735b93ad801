package shop;

import dev.eloquent.annotation.*;
import java.math.BigDecimal;

@Model
public class User {
  @Id long id;
  @Column(length = 0) String name;
  @Column(precision = 2, scale = 3) BigDecimal amount;
}
