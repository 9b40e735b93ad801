package dev.eloquent.sample.order;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.sample.StoredEntity;
import java.time.Instant;

/** A parcel. */
@Model
@Index(
    columns = {"carrier", "tracking_code"},
    unique = true)
public class Shipment extends StoredEntity {
  /** Who carries it. */
  @Column(length = 40, nullable = false)
  public String carrier;

  /** The carrier's code. */
  @Column(length = 80, nullable = false)
  public String trackingCode;

  /** An instant without {@code timestamp = true}: no default. */
  public Instant deliveredAt;
}
