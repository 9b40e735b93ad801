package shop;

import dev.eloquent.annotation.*;

@Model
public class Region {
  @Id long id;
  String name;
}
