package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "by_mail", columns = {"name", "email"})
public class Item {
  @Id long id;
  String name;
  @Column(renamedFrom = "mail") String email;
}
