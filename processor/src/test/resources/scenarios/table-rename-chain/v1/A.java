package shop;

import dev.eloquent.annotation.*;

@Model(table = "first")
public class A {
  @Id long id;
  String a;
}
