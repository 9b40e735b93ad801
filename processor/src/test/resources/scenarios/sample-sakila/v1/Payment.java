package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;

@Model(table = "payment")
class Payment {
  @Id int paymentId;

  @ForeignKey(name = "fk_payment_customer", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_customer_id")
  @Column(nullable = false)
  Customer customer;

  @ForeignKey(name = "fk_payment_staff", onDelete = ReferentialAction.RESTRICT, onUpdate = ReferentialAction.CASCADE)
  @Index(name = "idx_fk_staff_id")
  @Column(nullable = false)
  Staff staff;

  @ForeignKey(name = "fk_payment_rental", onDelete = ReferentialAction.SET_NULL, onUpdate = ReferentialAction.CASCADE)
  Rental rental;

  @Column(precision = 5, scale = 2, nullable = false)
  BigDecimal amount;

  @Column(nullable = false)
  LocalDateTime paymentDate;

  @Column(timestamp = true, useTz = true)
  Instant lastUpdate;
}
