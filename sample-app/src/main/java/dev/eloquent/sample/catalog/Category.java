package dev.eloquent.sample.catalog;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.sample.StoredEntity;

/** A node of the category tree; a root has no parent. */
@Model(comment = "The tree of categories")
@Index(columns = {"parent_id", "position"})
public class Category extends StoredEntity {
  /** The name that visitors see. */
  @Column(length = 120, nullable = false)
  public String name;

  /** The part of the address, unique in the whole shop. */
  @Column(length = 80, nullable = false, unique = true)
  public String slug;

  /** The category above; its children become roots when it is deleted. */
  @ForeignKey(onDelete = ReferentialAction.SET_NULL)
  public Category parent;

  /** The order among siblings. */
  @Column(defaultValue = "0")
  public int position;
}
