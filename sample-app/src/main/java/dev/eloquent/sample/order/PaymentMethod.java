package dev.eloquent.sample.order;

/** How an order is paid. */
public enum PaymentMethod {
  /** By card. */
  CARD,
  /** By bank transfer. */
  TRANSFER,
  /** By invoice. */
  INVOICE
}
