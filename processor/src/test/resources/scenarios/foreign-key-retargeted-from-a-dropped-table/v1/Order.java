package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  @ForeignKey(references = User.class) Long buyer;
}
