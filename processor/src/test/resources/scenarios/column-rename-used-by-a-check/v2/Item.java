package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_points", expression = "points >= 0")
public class Item {
  @Id long id;
  @Column(renamedFrom = "score") int points;
}
