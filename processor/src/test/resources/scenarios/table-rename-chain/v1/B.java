package shop;

import dev.eloquent.annotation.*;

@Model(table = "second")
public class B {
  @Id long id;
  int b;
}
