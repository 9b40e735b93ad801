package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model(renamedFrom = "clients")
@Index(name = "by_telephone", columns = "phone")
@Index(columns = "points")
class Customer {
  @Id Long id;

  @Column(name = "home_id")
  Long home;

  City work;

  @Column(renamedFrom = "mail")
  String email;

  String phone;

  Long points;

  @Column(defaultValue = "new")
  String state;
}
