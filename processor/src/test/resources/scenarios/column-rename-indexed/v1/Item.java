package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Index String mail;
  @Column(unique = true) String code;
}
