package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** History on PostgreSQL: transactional DDL, and an advisory lock with Flyway's key. */
final class PostgresqlHistory extends SqlHistory {
  /** Flyway's number; the hash of the quoted table is added to it. */
  private static final long FLYWAY_LOCK = 77431708279161L;

  private static final String WALL_CLOCK = "YYYY-MM-DD\"T\"HH24:MI:SS.US";

  private final DataSource source;
  private final SqlSession database;
  private String schema = "";
  private Duration offset = Duration.ZERO;
  private @Nullable PreparedStatement both;

  PostgresqlHistory(Place place, String table, Author author) {
    super(place, table, author);
    this.source = place.source();
    this.database = new PostgresqlSession(connection, dialect(), writer(), end());
  }

  @Override
  public SqlSession database() {
    return database;
  }

  @Override
  public String dialect() {
    return "postgresql";
  }

  @Override
  public boolean transactionalDdl() {
    return true;
  }

  /** Names are found along the search path here, so their schema must be the current one. */
  @Override
  protected String headSql() {
    String here = "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
    String historyHere =
        "(SELECT relnamespace FROM pg_class WHERE oid = " + literal(q(table)) + "::regclass)";
    return "SELECT (SELECT max(\"installed_rank\") FROM "
        + q(table)
        + "), j.\"installed_rank\", j.\"chain_hash\" FROM "
        + q(journal)
        + " j WHERE (SELECT relnamespace FROM pg_class WHERE oid = j.tableoid) = "
        + here
        + " AND "
        + historyHere
        + " = "
        + here
        + " ORDER BY j.\"id\" DESC LIMIT 1";
  }

  @Override
  protected Identity readIdentity() throws SQLException {
    String sql =
        "SELECT current_schema(), current_user, "
            + ("to_char(t AT TIME ZONE 'UTC', '" + WALL_CLOCK + "'), ")
            + ("to_char(t::timestamp, '" + WALL_CLOCK + "') FROM (SELECT clock_timestamp() t) c");
    try (Statement statement = connection.createStatement();
        ResultSet r = statement.executeQuery(sql)) {
      r.next();
      String current = r.getString(1);
      if (current == null) {
        throw new SQLException(
            "no schema of the search_path exists; create one, or set search_path", "3F000");
      }
      schema = current;
      LocalDateTime utc = wallClock(r.getString(3));
      offset = Duration.between(utc, wallClock(r.getString(4)));
      return new Identity(r.getString(2), utc.toInstant(ZoneOffset.UTC));
    }
  }

  private static LocalDateTime wallClock(String text) throws SQLException {
    LocalDateTime time = WallClock.parse(text, 'T', 6);
    if (time == null) {
      throw new SQLException("the server's clock says " + text);
    }
    return time;
  }

  @Override
  public MigrationLock lock(Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    PostgresqlLock lock =
        new PostgresqlLock(source.getConnection(), FLYWAY_LOCK + qualified(table).hashCode());
    boolean kept = false;
    try {
      LockLoop.acquire(lock, timeout, waiting);
      lock.check();
      checkBeside(lock);
      kept = true;
      return lock;
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  /** Behind a pooler a transaction takes a session of the server, perhaps the one with the lock. */
  private void checkBeside(PostgresqlLock lock) throws SQLException {
    connection.setAutoCommit(false);
    try {
      lock.checkBeside(database.strings("SELECT pg_backend_pid()").get(0));
    } finally {
      connection.setAutoCommit(true);
    }
  }

  @Override
  protected String existingSql() {
    return "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        + (" WHERE n.nspname = " + literal(schema))
        + (" AND c.relname IN (" + literal(table) + ", " + literal(journal) + ")")
        + " AND c.relkind IN ('r', 'p', 'v', 'f')";
  }

  @Override
  protected List<String> historyDdl() {
    String t = qualified(table);
    return List.of(
        "CREATE TABLE "
            + t
            + " (\n"
            + "    \"installed_rank\" INT NOT NULL,\n"
            + "    \"version\" VARCHAR(50),\n"
            + "    \"description\" VARCHAR(200) NOT NULL,\n"
            + "    \"type\" VARCHAR(20) NOT NULL,\n"
            + "    \"script\" VARCHAR(1000) NOT NULL,\n"
            + "    \"checksum\" INTEGER,\n"
            + "    \"installed_by\" VARCHAR(100) NOT NULL,\n"
            + "    \"installed_on\" TIMESTAMP NOT NULL DEFAULT now(),\n"
            + "    \"execution_time\" INTEGER NOT NULL,\n"
            + "    \"success\" BOOLEAN NOT NULL\n)",
        "ALTER TABLE "
            + t
            + " ADD CONSTRAINT "
            + q(table + "_pk")
            + " PRIMARY KEY (\"installed_rank\")",
        "CREATE INDEX " + q(table + "_s_idx") + " ON " + t + " (\"success\")");
  }

  @Override
  protected String journalDdl() {
    return JournalDdl.create(this, "TEXT", "");
  }

  @Override
  protected String installedOnSql() {
    return "to_char(\"installed_on\", '" + WALL_CLOCK + "')";
  }

  /** Flyway's default is the session's wall clock, in a column that knows no zone. */
  @Override
  protected String installedOn(Instant instant) {
    return WallClock.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC).plus(offset), 'T', 6);
  }

  @Override
  protected void setInstalledOn(PreparedStatement statement, int index, String canonical)
      throws SQLException {
    statement.setString(index, canonical);
  }

  @Override
  protected String installedOnPlaceholder() {
    return "CAST(? AS TIMESTAMP)";
  }

  @Override
  public @Nullable Instant instant(HistoryRow row) {
    LocalDateTime local = WallClock.parse(row.installedOn(), 'T', 6);
    return local == null
        ? null
        : Timestamp.valueOf(local).toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant();
  }

  @Override
  protected boolean isMissingTable(SQLException e) {
    return "42P01".equals(e.getSQLState());
  }

  @Override
  protected String q(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Override
  protected String qualified(String name) {
    return q(schema) + "." + q(name);
  }

  /** One row and its event go in one statement: one round trip. */
  @Override
  protected void write(List<HistoryRow> rows, JournalEvent event) throws SQLException {
    if (rows.isEmpty()) {
      super.write(rows, event);
      return;
    }
    for (HistoryRow row : rows.subList(0, rows.size() - 1)) {
      writer().insert(row);
    }
    writer().flush();
    try {
      if (both == null) {
        both = connection.prepareStatement(bothSql());
      }
      int next = writer().bind(both, 1, rows.get(rows.size() - 1));
      JournalWriter.bind(both, next, event);
      both.executeUpdate();
    } catch (SQLException e) {
      throw new HistoryException(bothSql(), e);
    }
  }

  private String bothSql() {
    return "WITH h AS (" + writer().rowInsertSql() + ") " + writer().eventInsertSql(1);
  }

  @Override
  public List<String> tables() throws SQLException {
    return database.strings(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + (" WHERE n.nspname = " + literal(schema))
            + " AND c.relkind IN ('r', 'p', 'f') ORDER BY 1");
  }

  @Override
  public List<SchemaObject> objects(Set<String> keptTables) throws SQLException {
    return new PostgresqlObjects(connection, schema, this::q).list(new TreeSet<>(keptTables));
  }

  @Override
  public void drop(List<SchemaObject> objects) throws SQLException {
    PostgresqlObjects.drop(connection, objects);
  }
}
