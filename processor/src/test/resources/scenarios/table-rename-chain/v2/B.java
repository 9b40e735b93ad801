package shop;

import dev.eloquent.annotation.*;

@Model(table = "third", renamedFrom = "second")
public class B {
  @Id long id;
  int b;
}
