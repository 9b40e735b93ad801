package shop;

import dev.eloquent.annotation.*;

@Model(table = "second", renamedFrom = "first")
public class A {
  @Id long id;
  String a;
}
