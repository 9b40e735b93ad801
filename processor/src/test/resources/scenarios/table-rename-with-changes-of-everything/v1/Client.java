package shop;

import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model
@Index(name = "by_phone", columns = "phone")
@Index(name = "by_mail", columns = "mail")
class Client {
  @Id Long id;

  City home;

  String mail;

  String phone;

  Integer points;

  String fax;
}
