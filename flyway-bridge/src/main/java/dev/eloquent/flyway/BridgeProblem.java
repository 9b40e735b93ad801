package dev.eloquent.flyway;

import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Why the bridge stopped Flyway; each code is stable and the first word of its messages. */
enum BridgeProblem {
  /** The class path has no catalogue, or none of that id, or several and none was chosen. */
  CATALOG("ELQ660"),
  /** The database is of a product that this library does not know. */
  UNKNOWN_DATABASE("ELQ661"),
  /** The catalogue has no file for the dialect. */
  DIALECT("ELQ662"),
  /** A sealed file is not on the class path. */
  MISSING_FILE("ELQ663"),
  /** A sealed file on the class path is not the one that was compiled. */
  CHANGED_FILE("ELQ664"),
  /** The catalogue was compiled from another history than the one on the class path. */
  STALE("ELQ665"),
  /** The database, or a file on the class path, cannot be read. */
  UNREADABLE("ELQ666");

  private final String code;

  BridgeProblem(String code) {
    this.code = code;
  }

  FlywayException exception(String message) {
    return exception(message, null);
  }

  FlywayException exception(String message, @Nullable Throwable cause) {
    return new FlywayException(code + ": " + message, cause);
  }
}
