package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Index @Column(type = "text") String name;
}
