package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_range", expression = "low <= high")
public class Item {
  @Id long id;
  Integer low;
  Integer high;
}
