package dev.eloquent.sample.order;

/** How far an order is. */
public enum OrderStatus {
  /** Still a basket. */
  OPEN,
  /** Ordered. */
  PLACED,
  /** Paid in full. */
  PAID,
  /** On its way. */
  SHIPPED,
  /** Never to be sent. */
  CANCELLED
}
