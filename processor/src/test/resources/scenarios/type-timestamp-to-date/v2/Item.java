package shop;

import dev.eloquent.annotation.*;
import java.time.LocalDate;

@Model
public class Item {
  @Id long id;
  LocalDate value;
}
