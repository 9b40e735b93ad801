package dev.eloquent.registry;

import java.util.Locale;

/** What a store did to a row. */
public enum ModelEvent {
  /** It was inserted. */
  CREATED,
  /** It was updated. */
  UPDATED,
  /** It was deleted. */
  DELETED;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
