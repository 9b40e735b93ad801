package shop;

import dev.eloquent.annotation.*;
import java.time.LocalDate;

@Model
public class Item {
  @Id long id;
  @Column(defaultValue = "sql:(CURRENT_DATE)") LocalDate day;
}
