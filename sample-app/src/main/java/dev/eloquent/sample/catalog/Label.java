package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Model;
import dev.eloquent.sample.StoredEntity;

/** A word that visitors search by; it was called a tag before. */
@Model(renamedFrom = "tags")
public class Label extends StoredEntity {
  /** The word. */
  @Column(length = 60, nullable = false, unique = true)
  public String name;
}
