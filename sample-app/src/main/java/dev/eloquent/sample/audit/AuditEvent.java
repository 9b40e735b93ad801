package dev.eloquent.sample.audit;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import java.time.Instant;
import java.util.List;

/** Something that happened in the shop: a document of MongoDB, beside the tables. */
@Model(connection = "mongo")
@Index(columns = {"subject", "at desc"})
public class AuditEvent {
  /** An ObjectId, as text. */
  @Id
  @Column(type = "objectid")
  public String id;

  /** When. */
  @Column(nullable = false)
  public Instant at;

  /** What, such as {@code order.placed}. */
  @Column(length = 40, nullable = false)
  public String kind;

  /** The table and the key of what it is about, such as {@code orders 7}. */
  @Column(length = 80, nullable = false)
  public String subject;

  /** What else is to be known. */
  public List<Detail> details;

  /**
   * A detail.
   *
   * @param name what it is
   * @param value as text
   */
  public record Detail(
      @Column(length = 40, nullable = false) String name, @Column(nullable = false) String value) {}
}
