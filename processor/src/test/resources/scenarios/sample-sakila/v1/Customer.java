package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;
import java.time.LocalDateTime;

@Model(table = "customer")
class Customer {
  @Id int customerId;

  @ForeignKey(name = "fk_customer_store", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_customer_fk_store_id")
  @Column(nullable = false)
  Store store;

  @Column(length = 45, nullable = false)
  String firstName;

  @Index(name = "idx_last_name")
  @Column(length = 45, nullable = false)
  String lastName;

  @Column(length = 50)
  String email;

  @ForeignKey(name = "fk_customer_address", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_customer_fk_address_id")
  @Column(nullable = false)
  Address address;

  @Column(defaultValue = "true")
  boolean active;

  @Column(nullable = false)
  LocalDateTime createDate;

  @Column(timestamp = true, useTz = true)
  Instant lastUpdate;
}
