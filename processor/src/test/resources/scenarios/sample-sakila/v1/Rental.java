package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.time.Instant;
import java.time.LocalDateTime;

@Model(table = "rental")
@Index(columns = {"rental_date", "inventory_id", "customer_id"}, unique = true)
class Rental {
  @Id int rentalId;

  @Column(nullable = false)
  LocalDateTime rentalDate;

  @ForeignKey(name = "fk_rental_inventory", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_inventory_id")
  @Column(nullable = false)
  Inventory inventory;

  @ForeignKey(name = "fk_rental_customer", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_rental_fk_customer_id")
  @Column(nullable = false)
  Customer customer;

  LocalDateTime returnDate;

  @ForeignKey(name = "fk_rental_staff", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_rental_fk_staff_id")
  @Column(nullable = false)
  Staff staff;

  @Column(timestamp = true, useTz = true, nullable = false)
  Instant lastUpdate;
}
