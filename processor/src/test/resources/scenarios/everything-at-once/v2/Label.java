package shop;

import dev.eloquent.annotation.*;

@Model
public class Label {
  @Id long id;
  String text;
  Order order;
}
