package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = {"name", "fax"})
public class Item {
  @Id long id;
  String name;
  String fax;
}
