package shop;

import dev.eloquent.annotation.*;

@Model(table = "b")
public class B {
  @Id A a;
}
