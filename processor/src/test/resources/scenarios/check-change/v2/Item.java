package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_score", expression = "score BETWEEN 0 AND 10")
public class Item {
  @Id long id;
  int score;
}
