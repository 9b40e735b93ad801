package dev.eloquent.migration;

/**
 * What a rollback undoes, always from the newest version down.
 *
 * @param scope how {@code number} counts
 * @param number the number of versions for {@link Scope#STEP}, the version that stays applied for
 *     {@link Scope#TO}, else 0
 * @param pretend whether only to tell the SQL
 */
public record RollbackOptions(Scope scope, int number, boolean pretend) {
  /** Which versions. */
  public enum Scope {
    /** Those that the newest run applied. */
    BATCH,
    /** The newest ones, by their number. */
    STEP,
    /** All above a version. */
    TO,
    /** All. */
    ALL
  }

  /** Checks the number. */
  public RollbackOptions {
    if (number < 0 || (scope == Scope.STEP && number == 0)) {
      throw new IllegalArgumentException("a rollback of " + scope + " " + number);
    }
  }

  /** What the newest run applied. */
  public static RollbackOptions newestBatch() {
    return new RollbackOptions(Scope.BATCH, 0, false);
  }

  /** The newest versions, at least one. */
  public static RollbackOptions step(int count) {
    return new RollbackOptions(Scope.STEP, count, false);
  }

  /** Everything above the version; 0 undoes all. */
  public static RollbackOptions to(int version) {
    return new RollbackOptions(Scope.TO, version, false);
  }

  /** Everything. */
  public static RollbackOptions all() {
    return new RollbackOptions(Scope.ALL, 0, false);
  }

  /** These options, telling only or doing. */
  public RollbackOptions withPretend(boolean only) {
    return new RollbackOptions(scope, number, only);
  }
}
