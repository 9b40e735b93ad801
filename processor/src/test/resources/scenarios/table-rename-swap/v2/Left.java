package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "rights")
public class Left {
  @Id long id;
  int b;
}
