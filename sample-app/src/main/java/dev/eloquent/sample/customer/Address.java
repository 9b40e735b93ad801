package dev.eloquent.sample.customer;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.sample.StoredEntity;

/** Where something is sent to. */
@Model
@Index(columns = {"country_code", "postal_code"})
public class Address extends StoredEntity {
  /** Gone with its customer; the key has a name of its own. */
  @Column(nullable = false)
  @ForeignKey(name = "fk_addresses_owner", onDelete = ReferentialAction.CASCADE)
  public Customer customer;

  /** Street and number. */
  @Column(nullable = false)
  public String street;

  /** The city. */
  @Column(length = 120, nullable = false)
  public String city;

  /** Not every country has them. */
  @Column(length = 16)
  public String postalCode;

  /** Two letters of ISO 3166-1. */
  @Column(type = "char", length = 2, nullable = false)
  public String countryCode;
}
