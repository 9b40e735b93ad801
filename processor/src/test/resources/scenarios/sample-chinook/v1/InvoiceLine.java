package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.math.BigDecimal;

@Model(table = "InvoiceLine")
class InvoiceLine {
  @Id(strategy = IdStrategy.NONE)
  @Column(name = "InvoiceLineId")
  int invoiceLineId;

  @ForeignKey(name = "FK_InvoiceLineInvoiceId")
  @Index(name = "IFK_InvoiceLineInvoiceId")
  @Column(name = "InvoiceId", nullable = false)
  Invoice invoice;

  @ForeignKey(name = "FK_InvoiceLineTrackId")
  @Index(name = "IFK_InvoiceLineTrackId")
  @Column(name = "TrackId", nullable = false)
  Track track;

  @Column(name = "UnitPrice", precision = 10, scale = 2, nullable = false)
  BigDecimal unitPrice;

  @Column(name = "Quantity")
  int quantity;
}
