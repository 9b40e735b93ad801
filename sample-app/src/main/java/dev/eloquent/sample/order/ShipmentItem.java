package dev.eloquent.sample.order;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.sample.StoredEntity;

/** What a parcel holds: refers to an order line by both columns of its key. */
@Model
@ForeignKey(
    name = "fk_shipment_items_order_line",
    references = OrderLine.class,
    columns = {"order_id", "line_no"},
    onDelete = ReferentialAction.CASCADE)
@Index(columns = {"order_id", "line_no"})
public class ShipmentItem extends StoredEntity {
  /** Gone with its parcel. */
  @Index
  @Column(nullable = false)
  @ForeignKey(onDelete = ReferentialAction.CASCADE)
  public Shipment shipment;

  /** The first part of the line's key. */
  public long orderId;

  /** The second part of the line's key. */
  public int lineNo;

  /** How many of the line. */
  public int quantity;
}
