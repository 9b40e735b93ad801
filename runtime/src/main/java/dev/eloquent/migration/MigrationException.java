package dev.eloquent.migration;

import dev.eloquent.history.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * The migrator stopped: the message says what happened, where, and what to do, never a secret.
 *
 * <p>What was applied before stays applied and is recorded.
 */
public sealed class MigrationException extends RuntimeException permits MissingReferenceException {
  private static final long serialVersionUID = 1L;

  private final MigrationProblem problem;
  private final @Nullable Integer version;
  private final int statement;
  private final @Nullable String sql;

  /** Creates one that concerns no single statement. */
  public MigrationException(MigrationProblem problem, String message, @Nullable Throwable cause) {
    this(problem, message, null, 0, null, cause);
  }

  /**
   * Creates one for a statement of a version.
   *
   * @param version the version, null if it concerns none
   * @param statement its number from 1, 0 if it concerns none
   * @param sql its text, null if it concerns none
   */
  public MigrationException(
      MigrationProblem problem,
      String message,
      @Nullable Integer version,
      int statement,
      @Nullable String sql,
      @Nullable Throwable cause) {
    super(Secrets.hide(message), cause);
    this.problem = problem;
    this.version = version;
    this.statement = statement;
    this.sql = sql;
  }

  /** What kind of problem. */
  public MigrationProblem problem() {
    return problem;
  }

  /** The stable code, such as {@code ELQ611}. */
  public String code() {
    return problem.code();
  }

  /** Whether nothing was tried because the state forbids it; the command line's exit code 3. */
  public boolean refused() {
    return problem.refused();
  }

  /** The version concerned; null for none. */
  public @Nullable Integer version() {
    return version;
  }

  /** The number of the failed statement in its version, from 1; 0 for none. */
  public int statement() {
    return statement;
  }

  /** The text of the failed statement, as it is; null for none. */
  public @Nullable String sql() {
    return sql;
  }
}
