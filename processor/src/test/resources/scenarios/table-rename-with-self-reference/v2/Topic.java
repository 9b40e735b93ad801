package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "categories")
public class Topic {
  @Id long id;
  String name;
  Topic parent;
}
