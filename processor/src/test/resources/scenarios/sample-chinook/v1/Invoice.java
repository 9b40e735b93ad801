package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.math.BigDecimal;
import java.time.LocalDateTime;

@Model(table = "Invoice")
class Invoice {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "InvoiceId")
  int invoiceId;

  @ForeignKey(name = "FK_InvoiceCustomerId")
  @Index(name = "IFK_InvoiceCustomerId")
  @Column(name = "CustomerId", nullable = false)
  Customer customer;

  @Column(name = "InvoiceDate", nullable = false)
  LocalDateTime invoiceDate;

  @Column(name = "BillingAddress", length = 70)
  String billingAddress;

  @Column(name = "BillingCity", length = 40)
  String billingCity;

  @Column(name = "BillingState", length = 40)
  String billingState;

  @Column(name = "BillingCountry", length = 40)
  String billingCountry;

  @Column(name = "BillingPostalCode", length = 10)
  String billingPostalCode;

  @Column(name = "Total", precision = 10, scale = 2, nullable = false)
  BigDecimal total;
}
