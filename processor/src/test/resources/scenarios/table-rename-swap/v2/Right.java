package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "lefts")
public class Right {
  @Id long id;
  String a;
}
