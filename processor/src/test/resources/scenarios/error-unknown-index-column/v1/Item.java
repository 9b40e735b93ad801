package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = "firstName")
public class Item {
  @Id long id;
  String firstName;
}
