package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Index @Column(renamedFrom = "mail") String email;
  @Column(unique = true, renamedFrom = "code") String number;
}
