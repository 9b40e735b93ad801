package dev.eloquent.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A session that is a connection. There is one subclass a database. */
public abstract class SqlSession extends DatabaseSession {
  /** Statements whose effect ends with the session; those of a transaction end before. */
  private static final Pattern SETTING =
      Pattern.compile(
          "^(?:SET\\s+(?!(?:LOCAL|TRANSACTION|CONSTRAINTS|PASSWORD|STATEMENT)\\b)|PRAGMA\\b|USE\\b|ATTACH\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final String NAME =
      "((?:[\\w$]+|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`)"
          + "(?:\\.(?:[\\w$]+|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`))?)";
  private static final Pattern DROP_TABLE =
      Pattern.compile("\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?" + NAME, Pattern.CASE_INSENSITIVE);
  private static final Pattern DROP_COLUMN =
      Pattern.compile(
          "\\bALTER\\s+TABLE\\s+(?:ONLY\\s+|IF\\s+EXISTS\\s+)*"
              + NAME
              + "[^;]*?\\bDROP\\s+(?!CONSTRAINT|INDEX|KEY|FOREIGN|PRIMARY|CHECK|DEFAULT|NOT\\b)",
          Pattern.CASE_INSENSITIVE);

  /** The connection whose session it is. */
  final Connection connection;

  /** Holds statements that stay prepared. */
  final JournalWriter writer;

  private final String dialect;
  private final SessionLimits limits;

  SqlSession(Connection connection, String dialect, JournalWriter writer, JournalEnd end) {
    super(end);
    this.connection = connection;
    this.dialect = dialect;
    this.writer = writer;
    this.limits = new SessionLimits(connection);
  }

  @Override
  public void begin(boolean foreignKeysOff) throws SQLException {
    super.begin(foreignKeysOff);
    connection.setAutoCommit(false);
  }

  @Override
  public void commit() throws SQLException {
    writer.flush();
    connection.commit();
    super.commit();
  }

  @Override
  public void rollback() throws SQLException {
    super.rollback();
    writer.forget();
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  @Override
  public final void leaveTransaction() throws SQLException {
    writer.flush();
    writer.release();
    connection.setAutoCommit(true);
  }

  @Override
  public void beginSnapshot() throws SQLException {
    super.beginSnapshot();
    connection.setAutoCommit(false);
  }

  @Override
  public final void end() throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    writer.forget();
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    limits.restore();
  }

  @Override
  public Checkpoint checkpoint(String sql, boolean outside) throws SQLException {
    return outside ? Checkpoint.REPEAT : Checkpoint.ROWS;
  }

  @Override
  public final void beginAgain(String sql, boolean outside) throws SQLException {
    if (outside) {
      leaveTransaction();
      clean(sql);
    }
  }

  /** Takes away what a statement that runs outside of a transaction left when it did not finish. */
  void clean(String sql) throws SQLException {}

  @Override
  public void resumeSession(List<String> settings) throws SQLException {
    if (!settings.isEmpty()) {
      leaveTransaction();
      for (String sql : settings) {
        execute(sql);
      }
    }
  }

  @Override
  public final boolean isSetting(String sql) {
    return SETTING.matcher(sql).find();
  }

  @Override
  public void execute(String sql) throws SQLException {
    writer.flush();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      limits.execute(statement, sql, mayBringRows(sql));
    }
  }

  /** False of a statement that surely brings none, where that saves the driver something. */
  boolean mayBringRows(String sql) {
    return true;
  }

  @Override
  public final void limit(@Nullable Duration running, @Nullable Duration waiting)
      throws SQLException {
    limits.set(dialect, running, waiting);
  }

  @Override
  public final Set<String> losers(String sql) {
    Set<String> tables = new TreeSet<>();
    for (Pattern pattern : List.of(DROP_TABLE, DROP_COLUMN)) {
      Matcher matcher = pattern.matcher(sql);
      while (matcher.find()) {
        tables.add(matcher.group(1));
      }
    }
    return tables;
  }

  @Override
  public final long count(String tableSql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + tableSql)) {
      return result.next() ? result.getLong(1) : -1;
    } catch (SQLException e) {
      return -1;
    }
  }

  @Override
  public final Connection connection() throws SQLException {
    writer.flush();
    return connection;
  }

  /** The values of a query's first column. */
  final List<String> strings(String sql) throws SQLException {
    return OwnSql.strings(connection, sql);
  }

  /** Runs a statement of this library's own. */
  final void executeOwn(String sql) throws SQLException {
    OwnSql.execute(connection, sql);
  }
}
