package shop;

import dev.eloquent.annotation.*;

@Model(table = "c")
public class C {
  @Id long id;
  A a;
}
