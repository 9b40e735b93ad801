package dev.eloquent.history;

import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import dev.eloquent.history.Checkpoint.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** A session on MySQL or MariaDB: any statement may have committed, so each has a checkpoint. */
final class MysqlSession extends SqlSession {
  /** Some statements about partitions bring rows. */
  private static final Pattern NO_ROWS =
      Pattern.compile(
          "(?:CREATE|DROP|RENAME|ALTER(?!.*\\bPARTITION\\b))\\s",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  MysqlSession(Connection connection, String dialect, JournalWriter writer, JournalEnd end) {
    super(connection, dialect, writer, end);
  }

  /** Of others the driver asks the server each time whether the session may write. */
  @Override
  boolean mayBringRows(String sql) {
    return !NO_ROWS.matcher(sql).lookingAt();
  }

  @Override
  public Checkpoint checkpoint(String sql, boolean outside) throws SQLException {
    return new MysqlCheckpoints(connection).before(sql);
  }

  @Override
  public Settlement settle(Checkpoint before) throws SQLException {
    MysqlCheckpoints catalogue = new MysqlCheckpoints(connection);
    if (before.rule() == Rule.ROWS) {
      List<String> tables = catalogue.withoutTransactions();
      return tables.isEmpty()
          ? before.compare(List.of(), "")
          : Settlement.unknown(
              "rows cannot be taken back in tables whose engine has no transactions: "
                  + String.join(", ", tables));
    }
    List<Named> now = catalogue.now(before);
    if (now == null) {
      return Settlement.unknown("this user cannot see " + before.objects());
    }
    return before.compare(now, before.rule() == Rule.ALTERS ? catalogue.environment() : "");
  }

  @Override
  public void beginSnapshot() throws SQLException {
    executeOwn("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    super.beginSnapshot();
  }
}
