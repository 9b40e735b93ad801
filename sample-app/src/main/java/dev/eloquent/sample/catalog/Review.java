package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.sample.StoredEntity;
import dev.eloquent.sample.customer.Customer;

/** What a customer says about a product, once. */
@Model
@Index(
    columns = {"product_id", "customer_id"},
    unique = true)
@Check(name = "ck_reviews_rating", expression = "rating BETWEEN 1 AND 5")
public class Review extends StoredEntity {
  /** Gone with its product. */
  @Column(nullable = false)
  @ForeignKey(onDelete = ReferentialAction.CASCADE)
  public Product product;

  /** Gone with its customer. */
  @Column(nullable = false)
  @ForeignKey(onDelete = ReferentialAction.CASCADE)
  public Customer customer;

  /** One to five. */
  public short rating;

  /** Text of any length. */
  @Column(type = "text")
  public String body;
}
