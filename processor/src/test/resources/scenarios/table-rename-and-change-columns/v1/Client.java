package shop;

import dev.eloquent.annotation.*;

@Model
public class Client {
  @Id long id;
  String name;
  String fax;
  int age;
}
