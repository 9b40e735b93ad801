package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "clients", comment = "Who buys")
public class Customer {
  @Id long id;
  @Column(nullable = false, backfill = "?") String name;
  @Column(length = 80, unique = true, renamedFrom = "mail") String email;
}
