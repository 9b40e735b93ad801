package dev.eloquent.history;

import java.sql.SQLException;

/** A statement of this library's own failed; it knows which. */
public final class HistoryException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final String sql;

  /** Names the statement. */
  public HistoryException(String sql, SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
    this.sql = sql;
  }

  /** The statement. */
  public String sql() {
    return sql;
  }
}
