package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "clients")
public class Customer {
  @Id long id;
  @Column(nullable = false, backfill = "?") String name;
  long age;
  String email;
}
