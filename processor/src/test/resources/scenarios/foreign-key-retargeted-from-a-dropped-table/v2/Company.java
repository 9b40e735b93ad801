package shop;

import dev.eloquent.annotation.*;

@Model
public class Company {
  @Id long id;
  String name;
}
