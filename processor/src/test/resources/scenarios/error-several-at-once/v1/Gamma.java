package shop;

import dev.eloquent.annotation.*;

@Model
public class Gamma {
  @Id long id;
  Alpha alpha;
}
