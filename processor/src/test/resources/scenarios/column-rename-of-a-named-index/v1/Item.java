package shop;

import dev.eloquent.annotation.*;

@Model
@Index(name = "by_mail", columns = {"name", "mail"})
public class Item {
  @Id long id;
  String name;
  String mail;
}
