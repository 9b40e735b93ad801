package dev.eloquent.history;

import dev.eloquent.history.Checkpoint.Settlement;
import java.sql.Connection;
import java.sql.SQLException;

/** A session on PostgreSQL: some statements run outside of transactions, some bring rows. */
final class PostgresqlSession extends SqlSession {
  PostgresqlSession(Connection connection, String dialect, JournalWriter writer, JournalEnd end) {
    super(connection, dialect, writer, end);
  }

  @Override
  public void execute(String sql) throws SQLException {
    CopyStatement copy = CopyStatement.of(sql);
    if (copy == null) {
      super.execute(sql);
    } else {
      CopyRows.copy(connection, copy);
    }
  }

  @Override
  public Checkpoint checkpoint(String sql, boolean outside) throws SQLException {
    return outside ? new PostgresqlCheckpoints(connection).before(sql) : Checkpoint.ROWS;
  }

  @Override
  public Settlement settle(Checkpoint before) throws SQLException {
    return before.compare(new PostgresqlCheckpoints(connection).now(before), "");
  }

  @Override
  void clean(String sql) throws SQLException {
    new PostgresqlCheckpoints(connection).clean(sql);
  }

  @Override
  public void beginSnapshot() throws SQLException {
    super.beginSnapshot();
    executeOwn("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }
}
