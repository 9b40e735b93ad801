package shop;

import dev.eloquent.annotation.*;

@Model
public class Category {
  @Id long id;
  String name;
  Category parent;
}
