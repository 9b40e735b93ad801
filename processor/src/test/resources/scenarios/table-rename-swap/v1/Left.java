package shop;

import dev.eloquent.annotation.*;

@Model
public class Left {
  @Id long id;
  String a;
}
