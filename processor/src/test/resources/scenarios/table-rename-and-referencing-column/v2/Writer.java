package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "authors")
public class Writer {
  @Id long id;
  String name;
}
