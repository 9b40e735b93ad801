package shop;

import dev.eloquent.annotation.*;

@Model
public class Client {
  @Id long id;
  String name;
  @Column(length = 40) String mail;
  String fax;
}
