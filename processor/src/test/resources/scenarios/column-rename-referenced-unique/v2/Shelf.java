package shop;

import dev.eloquent.annotation.*;

@Model
public class Shelf {
  @Id long id;
  @Column(unique = true, nullable = false, renamedFrom = "code") String label;
}
