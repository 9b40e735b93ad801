package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Column(renamedFrom = "name") String name;
}
