package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.annotation.Transient;
import dev.eloquent.sample.StoredEntity;
import java.math.BigDecimal;
import java.time.LocalDateTime;

/** Something that is sold. */
@Model
@Index(columns = {"name", "status"})
@Index(
    name = "idx_products_newest",
    columns = {"status", "created_at desc"})
@Check(name = "ck_products_price", expression = "price >= 0")
public class Product extends StoredEntity {
  /** The stock-keeping unit. */
  @Column(length = 40, nullable = false, unique = true)
  public String sku;

  /** The name that visitors see. */
  @Column(length = 200, nullable = false)
  public String name;

  /** Text of any length. */
  @Column(type = "text")
  public String description;

  /** In the shop's currency. */
  @Column(precision = 12, scale = 2, nullable = false)
  public BigDecimal price;

  /** A column of text with a check of the constants. */
  @Column(length = 20, nullable = false, defaultValue = "DRAFT")
  public ProductStatus status;

  /** Becomes {@code category_id}. */
  @ForeignKey(onDelete = ReferentialAction.SET_NULL)
  public Category category;

  /** Unknown for old products. */
  public Integer weightGrams;

  /** Whether it is shown on the first page. */
  @Column(defaultValue = "false")
  public boolean featured;

  /** Marks a row as deleted; empty as long as it is not. */
  @Column(softDeletes = true)
  public LocalDateTime deletedAt;

  /** Counted while the shop runs; has no column. */
  @Transient public int views;
}
