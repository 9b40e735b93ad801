package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  String name;
  String email;
  Integer age;
  @Column(unique = true) String login;
}
