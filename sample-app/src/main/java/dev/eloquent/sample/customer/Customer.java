package dev.eloquent.sample.customer;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.sample.StoredEntity;
import java.time.Instant;
import java.time.LocalDate;

/** A person who may order. */
@Model
@Index(columns = {"deleted_at"})
public class Customer extends StoredEntity {
  /** One account for an address. */
  @Column(nullable = false, unique = true, comment = "Lower case")
  public String email;

  /** The name on letters; it was called full name before. */
  @Column(length = 160, nullable = false, renamedFrom = "full_name")
  public String displayName;

  /** As it was typed. */
  @Column(length = 40)
  public String phone;

  /** If the customer told it. */
  public LocalDate birthDate;

  /** Whether letters are wanted. */
  @Column(defaultValue = "false")
  public boolean newsletter;

  /** Marks a row as deleted; empty as long as it is not. */
  @Column(softDeletes = true, useTz = true)
  public Instant deletedAt;
}
