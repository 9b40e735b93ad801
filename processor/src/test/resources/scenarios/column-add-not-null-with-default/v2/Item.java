package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  String name;
  @Column(defaultValue = "7") int rank;
}
