package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** History on SQLite: transactional DDL, and a lock on a file beside the database. */
final class SqliteHistory extends SqlHistory {
  private final Author author;
  private final SqlSession database;

  SqliteHistory(Place place, String table, Author author) {
    super(place, table, author);
    this.author = author;
    this.database = new SqliteSession(connection, dialect(), writer(), end());
  }

  @Override
  public SqlSession database() {
    return database;
  }

  @Override
  public String dialect() {
    return "sqlite";
  }

  @Override
  public boolean transactionalDdl() {
    return true;
  }

  @Override
  protected String headSql() {
    return "SELECT (SELECT max(\"installed_rank\") FROM "
        + q(table)
        + "), j.\"installed_rank\", j.\"chain_hash\" FROM "
        + q(journal)
        + " j ORDER BY j.\"id\" DESC LIMIT 1";
  }

  /** The database has no users; Flyway leaves their column empty. */
  @Override
  protected Identity readIdentity() {
    return new Identity("", Instant.now());
  }

  @Override
  public MigrationLock lock(Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    String file = "";
    try (Statement statement = connection.createStatement();
        ResultSet r = statement.executeQuery("PRAGMA database_list")) {
      while (r.next()) {
        if (r.getString("name").equals("main")) {
          String found = r.getString("file");
          file = found == null ? "" : found;
        }
      }
    }
    return FileLocks.acquire(file, author, timeout, waiting);
  }

  /** The file is the whole database's. */
  @Override
  public boolean locksDatabase() {
    return true;
  }

  @Override
  protected String existingSql() {
    return "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        + (" AND name IN (" + literal(table) + ", " + literal(journal) + ")");
  }

  @Override
  protected List<String> historyDdl() {
    return List.of(
        "CREATE TABLE "
            + qualified(table)
            + " (\n"
            + "    \"installed_rank\" INT NOT NULL PRIMARY KEY,\n"
            + "    \"version\" VARCHAR(50),\n"
            + "    \"description\" VARCHAR(200) NOT NULL,\n"
            + "    \"type\" VARCHAR(20) NOT NULL,\n"
            + "    \"script\" VARCHAR(1000) NOT NULL,\n"
            + "    \"checksum\" INT,\n"
            + "    \"installed_by\" VARCHAR(100) NOT NULL,\n"
            + "    \"installed_on\" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),\n"
            + "    \"execution_time\" INT NOT NULL,\n"
            + "    \"success\" BOOLEAN NOT NULL\n)",
        "CREATE INDEX \"main\"." + q(table + "_s_idx") + " ON " + q(table) + " (\"success\")");
  }

  @Override
  protected String journalDdl() {
    return JournalDdl.create(this, "TEXT", "");
  }

  @Override
  protected String installedOnSql() {
    return "\"installed_on\"";
  }

  @Override
  protected String installedOn(Instant instant) {
    return WallClock.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ' ', 3);
  }

  @Override
  protected void setInstalledOn(PreparedStatement statement, int index, String canonical)
      throws SQLException {
    statement.setString(index, canonical);
  }

  @Override
  public @Nullable Instant instant(HistoryRow row) {
    LocalDateTime utc = WallClock.parse(row.installedOn(), ' ', 3);
    return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
  }

  @Override
  protected boolean isMissingTable(SQLException e) {
    String message = e.getMessage();
    return message != null && message.contains("no such table");
  }

  @Override
  protected String q(String name) {
    return SqliteSession.quoted(name);
  }

  @Override
  protected String qualified(String name) {
    return SqliteSession.qualified(name);
  }

  @Override
  public List<String> tables() throws SQLException {
    return database.strings("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1");
  }

  /** Shadow tables go with the virtual table that they belong to, triggers with their table. */
  @Override
  public List<SchemaObject> objects(Set<String> keptTables) throws SQLException {
    List<SchemaObject> found = new ArrayList<>();
    for (String kind : List.of("view", "virtual", "table")) {
      String sql =
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%'"
              + (" ESCAPE '\\' AND type = " + literal(kind) + " ORDER BY 1");
      for (String name : database.strings(sql)) {
        if (!keptTables.contains(name)) {
          String drop = kind.equals("view") ? "DROP VIEW " : "DROP TABLE ";
          String shown = kind.equals("view") ? kind : "table";
          found.add(new SchemaObject(shown, name, drop + qualified(name)));
        }
      }
    }
    return found;
  }

  @Override
  public void drop(List<SchemaObject> objects) throws SQLException {
    for (SchemaObject object : objects) {
      database.executeOwn(object.sql());
    }
  }
}
