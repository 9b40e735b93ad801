package shop;

import dev.eloquent.annotation.*;

@Model
@Index(columns = {"a", "b"})
public class Item {
  @Id long id;
  String a;
  String b;
}
