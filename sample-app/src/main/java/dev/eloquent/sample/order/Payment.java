package dev.eloquent.sample.order;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.IdStrategy;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

/** Money that came in. */
@Model
@Check(name = "ck_payments_amount", expression = "amount > 0")
public class Payment {
  /** Made by the shop before it asks the payment provider, so that asking twice pays once. */
  @Id(strategy = IdStrategy.UUID)
  public UUID id;

  /** What is paid; the key has a name of its own. */
  @Index
  @Column(nullable = false)
  @ForeignKey(name = "fk_payments_order", onDelete = ReferentialAction.RESTRICT)
  public Order order;

  /** A column of text with a check of the constants. */
  @Column(length = 20, nullable = false)
  public PaymentMethod method;

  /** In {@link #currency}. */
  @Column(precision = 12, scale = 2, nullable = false)
  public BigDecimal amount;

  /** Three letters of ISO 4217. */
  @Column(type = "char", length = 3, nullable = false, defaultValue = "EUR")
  public String currency;

  /** What the provider answered. */
  @Column(type = "json")
  public String providerReply;

  /** The provider's time, never the database's: required, and without a default. */
  @Column(timestamp = true, useTz = true, defaultNow = false, nullable = false)
  public Instant authorizedAt;

  /** The day and time on the bank statement: starts empty. */
  @Column(timestamp = true, defaultNow = false)
  public LocalDateTime settledAt;
}
