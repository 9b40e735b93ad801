package shop;

import dev.eloquent.annotation.*;

@Model
public class User {
  @Id @Column(nullable = true) long id;
  @Column(nullable = true) int age;
}
