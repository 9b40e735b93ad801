package dev.eloquent.sample.catalog;

/** Whether a product can be bought. */
public enum ProductStatus {
  /** Not shown yet. */
  DRAFT,
  /** On sale. */
  ACTIVE,
  /** Shown, no longer sold. */
  RETIRED
}
