package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A history in tables, on one connection, in its current schema.
 *
 * <p>Every statement on the two tables is an {@code INSERT} or a {@code SELECT}. There is one
 * subclass a database.
 */
public abstract class SqlHistory extends History {
  /** The connection that everything but the lock runs on. */
  protected final Connection connection;

  private final boolean autoCommit;
  private final JournalWriter writer;

  /** Creates one for a connection, which it closes. */
  @SuppressWarnings("this-escape") // The writer only keeps the reference; it calls nothing yet.
  protected SqlHistory(Place place, String table, Author author) {
    super(table, author);
    this.connection = place.connection();
    this.autoCommit = place.autoCommit();
    this.writer = new JournalWriter(this);
  }

  /**
   * Where it is.
   *
   * @param source where more connections come from
   * @param connection in autocommit
   * @param autoCommit what the connection had when it was opened
   */
  protected record Place(DataSource source, Connection connection, boolean autoCommit) {}

  /**
   * The history on a connection, by the database's product; puts the connection in autocommit.
   *
   * @param source where the connection is from
   * @return null if the product is unknown
   */
  public static @Nullable SqlHistory of(
      DataSource source, Connection connection, String table, Author author) throws SQLException {
    Place place = new Place(source, connection, connection.getAutoCommit());
    connection.setAutoCommit(true);
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return switch (product) {
      case "postgresql" -> new PostgresqlHistory(place, table, author);
      case "mysql", "mariadb" -> new MysqlHistory(place, table, author);
      case "sqlite" -> new SqliteHistory(place, table, author);
      default -> null;
    };
  }

  /** The session that the connection is. */
  @Override
  public abstract SqlSession database();

  @Override
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

  /** Asks the database: it knows where it looks for a name, and how it compares names. */
  @Override
  public final boolean hasTable(String name) throws SQLException {
    String sql = "SELECT 1 FROM " + q(name) + " WHERE 1 = 0";
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      // That its rows may not be read does not forbid to refer to it.
      return !isMissingTable(e);
    }
  }

  @Override
  public final Set<String> existing() throws SQLException {
    return Set.copyOf(database().strings(existingSql()));
  }

  /** As Flyway creates its own. */
  @Override
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

  @Override
  public final List<HistoryRow> rows() throws SQLException {
    return writer.readRows();
  }

  @Override
  protected final List<JournalEvent> readEvents(boolean withContent) throws SQLException {
    return writer.read(withContent);
  }

  @Override
  protected final @Nullable String readContent(long id) throws SQLException {
    String sql = "SELECT " + q("content") + " FROM " + qualified(journal) + " WHERE " + q("id");
    List<String> found = database().strings(sql + " = " + id);
    return found.isEmpty() ? null : found.get(0);
  }

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

  @Override
  protected void write(List<HistoryRow> rows, JournalEvent event) throws SQLException {
    for (HistoryRow row : rows) {
      writer.insert(row);
    }
    writer.insert(event);
  }

  /** Closes the connection, as it was. */
  @Override
  public final void close() throws SQLException {
    try (connection) {
      // An open transaction, which could not be rolled back, must not be committed by this.
      if (!connection.isClosed() && connection.getAutoCommit()) {
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  final JournalWriter writer() {
    return writer;
  }

  /** A string literal. */
  protected static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
