package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(renamedFrom = "second") int first;
  @Index @Column(renamedFrom = "first") String second;
}
