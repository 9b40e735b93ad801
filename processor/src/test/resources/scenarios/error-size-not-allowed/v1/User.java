package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id long id;
  @Column(length = 40) int age;
  @Column(precision = 3) String name;
}
