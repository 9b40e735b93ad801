package shop;

import dev.eloquent.annotation.*;

@Model
public class Customer {
  @Id long id;
  String name;
}
