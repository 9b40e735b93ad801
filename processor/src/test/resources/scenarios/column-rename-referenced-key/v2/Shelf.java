package shop;

import dev.eloquent.annotation.*;

@Model
public class Shelf {
  @Id @Column(name = "number", renamedFrom = "id") long id;
}
