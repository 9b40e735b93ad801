package shop;

import dev.eloquent.annotation.*;

@Model
public class Right {
  @Id long id;
  int b;
}
