package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(renamedFrom = "second") String first;
  @Column(renamedFrom = "first") String second;
}
