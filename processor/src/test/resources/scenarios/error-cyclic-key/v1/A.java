package shop;

import dev.eloquent.annotation.*;

@Model(table = "a")
public class A {
  @Id B b;
}
