package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  String name;
  @Index Integer rank;
  @Column(unique = true) String code;
}
