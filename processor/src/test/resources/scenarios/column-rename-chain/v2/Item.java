package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(renamedFrom = "first") String second;
  @Column(renamedFrom = "second") String third;
}
