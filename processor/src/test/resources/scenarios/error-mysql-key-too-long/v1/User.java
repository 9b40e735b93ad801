package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Index @Column(length = 1000) String name;
}
