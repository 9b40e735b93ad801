package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.time.LocalDateTime;

@Model(table = "Employee")
class Employee {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "EmployeeId")
  int employeeId;

  @Column(name = "LastName", length = 20, nullable = false)
  String lastName;

  @Column(name = "FirstName", length = 20, nullable = false)
  String firstName;

  @Column(name = "Title", length = 30)
  String title;

  @ForeignKey(name = "FK_EmployeeReportsTo")
  @Index(name = "IFK_EmployeeReportsTo")
  @Column(name = "ReportsTo")
  Employee reportsTo;

  @Column(name = "BirthDate")
  LocalDateTime birthDate;

  @Column(name = "HireDate")
  LocalDateTime hireDate;

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

  @Column(name = "Email", length = 60)
  String email;
}
