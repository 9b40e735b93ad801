package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "score_positive", expression = "score >= 0")
public class Item {
  @Id long id;
  int score;
}
