package shop;

import dev.eloquent.annotation.*;

@Model
public class Item {
  @Id long id;
  String name;
}
