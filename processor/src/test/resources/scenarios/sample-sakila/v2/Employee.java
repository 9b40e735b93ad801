package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;

@Model(table = "employee", renamedFrom = "staff")
class Employee {
  @Id int staffId;

  @Column(length = 45, nullable = false)
  String firstName;

  @Column(length = 45, nullable = false)
  String lastName;

  @ForeignKey(name = "fk_staff_address", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_staff_fk_address_id")
  @Column(nullable = false)
  Address address;

  byte[] picture;

  @Column(length = 50)
  String email;

  @ForeignKey(name = "fk_staff_store", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_staff_fk_store_id")
  @Column(nullable = false)
  Store store;

  @Column(defaultValue = "true")
  boolean active;

  @Column(length = 16, nullable = false)
  String username;

  @Column(length = 40)
  String password;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
