package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  @Column(length = 40, nullable = false, unique = true) String code;
  String name;
}
