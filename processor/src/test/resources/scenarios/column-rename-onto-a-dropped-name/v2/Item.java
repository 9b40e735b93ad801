package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(name = "email", renamedFrom = "mail") String address;
}
