package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The history table and the journal of one catalogue on one connection, in its current schema.
 *
 * <p>Every statement on the two tables is an {@code INSERT} or a {@code SELECT}: no row is ever
 * updated or deleted. There is one subclass a database.
 */
public abstract class History {
  /** The connection that everything but the lock runs on. */
  protected final Connection connection;

  /** The history table's name, not quoted. */
  protected final String table;

  /** The journal's name, not quoted. */
  protected final String journal;

  private final JournalWriter writer;
  private @Nullable ServerClock clock;
  private String user = "";

  /** Creates one for a connection. */
  @SuppressWarnings("this-escape") // The writer only keeps the reference; it calls nothing yet.
  protected History(Connection connection, String table, Author author) {
    this.connection = connection;
    this.table = table;
    this.journal = journalName(table);
    this.writer = new JournalWriter(this, author);
  }

  /**
   * The history on a connection, by the database's product.
   *
   * @return null if the product is unknown
   */
  public static @Nullable History of(Connection connection, String table, Author author)
      throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return switch (product) {
      case "postgresql" -> new PostgresqlHistory(connection, table, author);
      case "mysql", "mariadb" -> new MysqlHistory(connection, table, author);
      case "sqlite" -> new SqliteHistory(connection, table, author);
      default -> null;
    };
  }

  /** The journal's name: it goes with the history table's. */
  public static String journalName(String table) {
    String flyway = "flyway_schema_history";
    return table.startsWith(flyway)
        ? "eloquent_journal" + table.substring(flyway.length())
        : table + "_journal";
  }

  /**
   * The newest state in one query.
   *
   * @param historyRank the highest rank in the history table; 0 for none
   * @param journalRank the rank that the journal's newest event names
   * @param chainHash that event's chain hash
   */
  public record Head(int historyRank, int journalRank, String chainHash) {}

  /** The session that the connection is, in which the two tables change and migrations run. */
  public abstract DatabaseSession database();

  /** The dialect's id. */
  public abstract String dialect();

  /** Whether a failed migration leaves nothing behind. */
  public abstract boolean transactionalDdl();

  /** The newest state; null if a table is missing or the journal is empty. */
  public final @Nullable Head head() throws SQLException {
    String sql = headSql();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next()
          ? new Head(result.getInt(1), result.getInt(2), result.getString(3))
          : null;
    } catch (SQLException e) {
      if (isMissingTable(e)) {
        return null;
      }
      throw new HistoryException(sql, e);
    }
  }

  /** Asks for what every later step needs: the schema, the user and the server's clock. */
  public final void identify() throws SQLException {
    Identity identity = readIdentity();
    user = identity.user();
    clock = new ServerClock(identity.now());
  }

  /** Waits for the right to migrate; {@link #identify} comes first. */
  public abstract MigrationLock lock(
      DataSource source, Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException;

  /** Which of the two tables exist. */
  public final Set<String> existing() throws SQLException {
    return Set.copyOf(database().strings(existingSql()));
  }

  /** Creates what is missing of the two tables, as Flyway creates its own. */
  public final void create(Set<String> existing) throws SQLException {
    database().begin(false);
    try {
      if (!existing.contains(table)) {
        for (String sql : historyDdl()) {
          database().executeOwn(sql);
        }
      }
      if (!existing.contains(journal)) {
        database().executeOwn(journalDdl());
      }
      database().commit();
    } catch (SQLException e) {
      database().rollbackAfter(e);
      throw e;
    }
  }

  /** All rows by rank. */
  public final List<HistoryRow> rows() throws SQLException {
    return writer.readRows();
  }

  /**
   * All events by their id; what is appended continues the last.
   *
   * @param withContent whether to read the statements' hashes and reverses too, which only checking
   *     the chain needs
   */
  public final List<JournalEvent> events(boolean withContent) throws SQLException {
    return writer.read(withContent);
  }

  /** The content of one event. */
  public final JournalContent content(long id) throws SQLException {
    String sql = "SELECT " + q("content") + " FROM " + qualified(journal) + " WHERE " + q("id");
    List<String> found = database().strings(sql + " = " + id);
    if (found.isEmpty()) {
      throw new SQLException("the journal has no event " + id);
    }
    try {
      return JournalContent.decode(found.get(0));
    } catch (IllegalArgumentException e) {
      throw new SQLException("the content of the journal's event " + id + " was changed", e);
    }
  }

  /**
   * Appends rows and the event that accounts for them to the running transaction.
   *
   * @param rankAfter the highest rank in the history table afterwards
   */
  public final JournalEvent append(List<HistoryRow> rows, JournalEntry entry, int rankAfter)
      throws SQLException {
    return writer.append(rows, entry, rankAfter);
  }

  /** A row with this connection's user and the server's time. */
  public final HistoryRow row(
      int rank,
      String version,
      String description,
      String type,
      String script,
      @Nullable Integer checksum,
      int executionTime,
      boolean success) {
    return new HistoryRow(
        rank,
        version,
        HistoryRow.describe(description),
        type,
        script,
        checksum,
        user,
        installedOn(now()),
        executionTime,
        success);
  }

  /** Now, by the server's clock. */
  public final Instant now() {
    if (clock == null) {
      throw new IllegalStateException("identify() comes first");
    }
    return clock.now();
  }

  /** When a row was installed; null if the text is none of ours or Flyway's. */
  public abstract @Nullable Instant instant(HistoryRow row);

  /** What the schema holds, without the two tables and what extensions own. */
  public abstract List<SchemaObject> objects(Set<String> keptTables) throws SQLException;

  /** Names of all tables in the schema. */
  public abstract List<String> tables() throws SQLException;

  /**
   * Drops the objects in an order that their dependencies allow; in the running transaction where
   * DDL is transactional.
   */
  public abstract void drop(List<SchemaObject> objects) throws SQLException;

  /** The history table's name. */
  public final String table() {
    return table;
  }

  /** The journal's name. */
  public final String journal() {
    return journal;
  }

  /** Who the database says we are, when, and where. */
  protected record Identity(String user, Instant now) {}

  /** Reads the identity. */
  protected abstract Identity readIdentity() throws SQLException;

  /** The query of {@link #head}. */
  protected abstract String headSql();

  /** A query for the names of those of the two tables that exist. */
  protected abstract String existingSql();

  /** Flyway's own statements for its table. */
  protected abstract List<String> historyDdl();

  /** The journal's statement. */
  protected abstract String journalDdl();

  /** An expression for {@code installed_on} whose text no session's time zone changes. */
  protected abstract String installedOnSql();

  /** The canonical form of what that expression gives. */
  protected String installedOnText(String selected) {
    return selected;
  }

  /** The canonical form of an instant. */
  protected abstract String installedOn(Instant instant);

  /** Sets the parameter for {@code installed_on}. */
  protected abstract void setInstalledOn(PreparedStatement statement, int index, String canonical)
      throws SQLException;

  /** The placeholder for {@code installed_on}. */
  protected String installedOnPlaceholder() {
    return "?";
  }

  /** Whether the failure is a missing table. */
  protected abstract boolean isMissingTable(SQLException e);

  /** A quoted identifier. */
  protected abstract String q(String name);

  /** A table of the current schema. */
  protected abstract String qualified(String name);

  /** Writes rows and event. */
  protected void write(List<HistoryRow> rows, JournalEvent event) throws SQLException {
    for (HistoryRow row : rows) {
      writer.insert(row);
    }
    writer.insert(event);
  }

  final JournalWriter writer() {
    return writer;
  }

  /** A string literal. */
  protected static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
