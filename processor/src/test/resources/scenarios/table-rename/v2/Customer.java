package shop;

import dev.eloquent.annotation.*;

@Model(renamedFrom = "clients")
public class Customer {
  @Id long id;
  String name;
}
