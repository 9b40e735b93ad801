package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(nullable = false, backfill = "x") String a;
  @Column(renamedFrom = "b") long bb;
  @Column(defaultValue = "y") String c;
  @Column(unique = true) String e;
}
