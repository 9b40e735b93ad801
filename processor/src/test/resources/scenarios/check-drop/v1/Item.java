package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_score", expression = "score >= 0")
public class Item {
  @Id long id;
  int score;
}
