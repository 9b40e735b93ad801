package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;

@Model(table = "Customer")
class Customer {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "CustomerId")
  int customerId;

  @Column(name = "FirstName", length = 40, nullable = false)
  String firstName;

  @Column(name = "LastName", length = 20, nullable = false)
  String lastName;

  @Column(name = "Company", length = 80)
  String company;

  @Column(name = "Address", length = 70)
  String address;

  @Column(name = "City", length = 40)
  String city;

  @Column(name = "State", length = 40)
  String state;

  @Column(name = "Country", length = 40)
  String country;

  @Column(name = "PostalCode", length = 10)
  String postalCode;

  @Column(name = "Phone", length = 24)
  String phone;

  @Column(name = "Fax", length = 24)
  String fax;

  @Column(name = "Email", length = 60, nullable = false)
  String email;

  @ForeignKey(name = "FK_CustomerSupportRepId")
  @Index(name = "IFK_CustomerSupportRepId")
  @Column(name = "SupportRepId")
  Employee supportRep;
}
