package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** History on MySQL and MariaDB: DDL commits by itself, and a named lock with Flyway's name. */
final class MysqlHistory extends SqlHistory {
  private final SqlSession database;
  private String schema = "";

  /**
   * What storing this time of day through the session's zone does to it, in seconds: not 0 in the
   * hour that a zone repeats when summer time ends.
   */
  private long shift;

  /** The second of the last row and its text: the rows of a run are of a few seconds. */
  private long lastSecond = Long.MIN_VALUE;

  private String lastText = "";

  MysqlHistory(Place place, String table, Author author) {
    super(place, table, author);
    this.database = new MysqlSession(connection, dialect(), writer(), end());
  }

  @Override
  public SqlSession database() {
    return database;
  }

  @Override
  public String dialect() {
    return "mysql";
  }

  @Override
  public boolean recordsAhead() {
    return true;
  }

  @Override
  public boolean transactionalDdl() {
    return false;
  }

  @Override
  protected String headSql() {
    return "SELECT (SELECT max(`installed_rank`) FROM "
        + q(table)
        + "), j.`installed_rank`, j.`chain_hash` FROM "
        + q(journal)
        + " j ORDER BY j.`id` DESC LIMIT 1";
  }

  @Override
  protected Identity readIdentity() throws SQLException {
    String sql =
        "SELECT DATABASE(), SUBSTRING_INDEX(USER(), '@', 1), UNIX_TIMESTAMP(NOW(6)),"
            + " UNIX_TIMESTAMP(FROM_UNIXTIME(UNIX_TIMESTAMP())) - UNIX_TIMESTAMP()";
    try (Statement statement = connection.createStatement();
        ResultSet r = statement.executeQuery(sql)) {
      r.next();
      String current = r.getString(1);
      if (current == null) {
        throw new SQLException("no database is selected; name one in the URL", "3D000");
      }
      schema = current;
      shift = r.getLong(4);
      BigDecimal seconds = r.getBigDecimal(3);
      long micros = seconds.movePointRight(6).longValue();
      Instant now = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
      return new Identity(r.getString(2), now);
    }
  }

  @Override
  public MigrationLock lock(Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    NamedLock lock = new NamedLock(connection, "Flyway-" + qualified(table).hashCode());
    LockLoop.acquire(lock, timeout, waiting);
    lock.check();
    return lock;
  }

  /** Flyway's lock; it belongs to the session and outlives transactions. */
  private record NamedLock(Connection session, String name)
      implements MigrationLock, LockLoop.Attempt {
    @Override
    public boolean tryLock() throws SQLException {
      return "1".equals(ask("SELECT GET_LOCK('" + name + "', 0)"));
    }

    @Override
    public String holder() throws SQLException {
      String id = ask("SELECT IS_USED_LOCK('" + name + "')");
      if (id == null) {
        return "somebody who has just let go";
      }
      String who =
          ask(
              "SELECT CONCAT('user ', user, ', from ', host)"
                  + " FROM information_schema.processlist WHERE id = "
                  + Long.parseLong(id));
      return (who == null ? "" : who + ", ") + "connection " + id;
    }

    /** The session that answers must be the one that has it. */
    @Override
    public void check() throws SQLException {
      String holder = "IS_USED_LOCK('" + name + "')";
      String both = ask("SELECT CONCAT(COALESCE(" + holder + ", 0), ' ', CONNECTION_ID())");
      String[] ids = String.valueOf(both).split(" ", 2);
      if (ids.length == 2 && !ids[0].equals(ids[1])) {
        close();
        throw new LockLostException(
            "Something between here and the database, such as ProxySQL, hands one connection's"
                + " statements to several sessions of the server, or has ended the session: the lock"
                + " that keeps other migrators out belongs to "
                + (ids[0].equals("0") ? "nobody" : "connection " + ids[0])
                + ", and this statement was answered by connection "
                + ids[1]
                + ". Two migrators could work at once. Migrate over a connection straight to the"
                + " server.",
            null);
      }
    }

    private @Nullable String ask(String sql) throws SQLException {
      return OwnSql.first(session, sql);
    }

    @Override
    public void close() throws SQLException {
      ask("SELECT RELEASE_LOCK('" + name + "')");
    }
  }

  @Override
  protected String existingSql() {
    return "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
        + (" AND table_name IN (" + literal(table) + ", " + literal(journal) + ")");
  }

  @Override
  protected List<String> historyDdl() {
    String t = qualified(table);
    return List.of(
        "CREATE TABLE "
            + t
            + " (\n"
            + "    `installed_rank` INT NOT NULL,\n"
            + "    `version` VARCHAR(50),\n"
            + "    `description` VARCHAR(200) NOT NULL,\n"
            + "    `type` VARCHAR(20) NOT NULL,\n"
            + "    `script` VARCHAR(1000) NOT NULL,\n"
            + "    `checksum` INT,\n"
            + "    `installed_by` VARCHAR(100) NOT NULL,\n"
            + "    `installed_on` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
            + "    `execution_time` INT NOT NULL,\n"
            + "    `success` BOOL NOT NULL,\n"
            + ("    CONSTRAINT " + q(table + "_pk") + " PRIMARY KEY (`installed_rank`),\n")
            // Flyway adds the index with a statement of its own, and a kill could come between.
            + ("    INDEX " + q(table + "_s_idx") + " (`success`)\n)"));
  }

  @Override
  protected String journalDdl() {
    return JournalDdl.create(
        this, "LONGTEXT", " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
  }

  @Override
  protected String installedOnSql() {
    return "UNIX_TIMESTAMP(`installed_on`)";
  }

  @Override
  protected String installedOnText(String selected) {
    return Instant.ofEpochSecond(new BigDecimal(selected).longValue()).toString();
  }

  @Override
  protected String installedOn(Instant instant) {
    long second = instant.getEpochSecond() + shift;
    if (second != lastSecond) {
      lastSecond = second;
      lastText = Instant.ofEpochSecond(second).toString();
    }
    return lastText;
  }

  @Override
  protected String installedOnPlaceholder() {
    return "FROM_UNIXTIME(?)";
  }

  @Override
  protected void setInstalledOn(PreparedStatement statement, int index, String canonical)
      throws SQLException {
    boolean last = canonical.equals(lastText);
    statement.setLong(index, last ? lastSecond : Instant.parse(canonical).getEpochSecond());
  }

  @Override
  public @Nullable Instant instant(HistoryRow row) {
    try {
      return Instant.parse(row.installedOn());
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  protected boolean isMissingTable(SQLException e) {
    return e.getErrorCode() == 1146;
  }

  @Override
  protected String q(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  @Override
  protected String qualified(String name) {
    return q(schema) + "." + q(name);
  }

  @Override
  public List<String> tables() throws SQLException {
    return database.strings(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            + " AND table_type <> 'VIEW' ORDER BY 1");
  }

  @Override
  public List<SchemaObject> objects(Set<String> keptTables) throws SQLException {
    List<SchemaObject> found = new ArrayList<>();
    String views = "SELECT table_name FROM information_schema.views WHERE table_schema";
    for (String name : database.strings(views + " = DATABASE() ORDER BY 1")) {
      found.add(new SchemaObject("view", name, "DROP VIEW " + qualified(name)));
    }
    String tables =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            + " AND table_type = 'BASE TABLE' ORDER BY 1";
    for (String name : database.strings(tables)) {
      if (!keptTables.contains(name)) {
        found.add(new SchemaObject("table", name, "DROP TABLE " + qualified(name)));
      }
    }
    String sequences =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            + " AND table_type = 'SEQUENCE' ORDER BY 1";
    for (String name : database.strings(sequences)) {
      found.add(new SchemaObject("sequence", name, "DROP SEQUENCE " + qualified(name)));
    }
    for (String kind : List.of("PROCEDURE", "FUNCTION")) {
      String routines =
          "SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()"
              + (" AND routine_type = '" + kind + "' ORDER BY 1");
      for (String name : database.strings(routines)) {
        String sql = "DROP " + kind + " " + qualified(name);
        found.add(new SchemaObject(kind.toLowerCase(Locale.ROOT), name, sql));
      }
    }
    String events = "SELECT event_name FROM information_schema.events WHERE event_schema";
    for (String name : database.strings(events + " = DATABASE() ORDER BY 1")) {
      found.add(new SchemaObject("event", name, "DROP EVENT " + qualified(name)));
    }
    return found;
  }

  @Override
  public void drop(List<SchemaObject> objects) throws SQLException {
    String before = database.strings("SELECT @@foreign_key_checks").get(0);
    database.executeOwn("SET foreign_key_checks = 0");
    try {
      for (SchemaObject object : objects) {
        database.executeOwn(object.sql());
      }
    } finally {
      database.executeOwn("SET foreign_key_checks = " + before);
    }
  }
}
