package shop;

import dev.eloquent.annotation.*;

@Model
public class Address {
  @Id long id;
  Customer customer;
}
