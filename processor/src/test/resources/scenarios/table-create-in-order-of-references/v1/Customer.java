package shop;

import dev.eloquent.annotation.*;

@Model
public class Customer {
  @Id long id;
  Region region;
}
