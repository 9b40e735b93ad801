package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and inserts rows and events, with statements that stay prepared. */
final class JournalWriter {
  /** The journal's columns, in the order of {@link #bind}. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "event",
          "undo",
          "installed_rank",
          "version",
          "description",
          "script",
          "batch",
          "draft",
          "statement",
          "statements",
          "content",
          "sha256",
          "chain_hash",
          "actor",
          "host",
          "role",
          "tool_version",
          "occurred_at",
          "history_rows",
          "detail",
          "previous_hash",
          "hash");

  /** What nothing but checking the chain asks for. */
  private static final Set<String> FOR_THE_CHAIN =
      Set.of("content", "host", "role", "tool_version", "previous_hash");

  /** The end of one version and the beginning of the next: what one commit holds of many. */
  private static final int TOGETHER = 2;

  private final SqlHistory history;
  private final List<JournalEvent> waiting = new ArrayList<>(TOGETHER);
  private @Nullable PreparedStatement rowInsert;
  private final @Nullable PreparedStatement[] eventInserts = new PreparedStatement[TOGETHER];

  JournalWriter(SqlHistory history) {
    this.history = history;
  }

  /** All rows by rank. */
  List<HistoryRow> readRows() throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (String column : HistoryRow.COLUMNS) {
      boolean on = column.equals("installed_on");
      sql.append(on ? history.installedOnSql() : history.q(column)).append(", ");
    }
    sql.setLength(sql.length() - 2);
    sql.append(" FROM ").append(history.qualified(history.table)).append(" ORDER BY ");
    sql.append(history.q("installed_rank"));
    List<HistoryRow> rows = new ArrayList<>();
    try (Statement statement = history.connection.createStatement();
        ResultSet r = statement.executeQuery(sql.toString())) {
      while (r.next()) {
        rows.add(row(r));
      }
    } catch (SQLException e) {
      throw new HistoryException(sql.toString(), e);
    }
    return rows;
  }

  private HistoryRow row(ResultSet r) throws SQLException {
    int checksum = r.getInt(6);
    Integer present = r.wasNull() ? null : Integer.valueOf(checksum);
    return new HistoryRow(
        r.getInt(1),
        r.getString(2),
        r.getString(3),
        r.getString(4),
        r.getString(5),
        present,
        r.getString(7),
        history.installedOnText(r.getString(8)),
        r.getInt(9),
        r.getBoolean(10));
  }

  List<JournalEvent> read(boolean withContent) throws SQLException {
    flush();
    StringBuilder sql = new StringBuilder("SELECT ");
    for (String column : COLUMNS) {
      boolean left = !withContent && FOR_THE_CHAIN.contains(column);
      sql.append(left ? "''" : history.q(column)).append(", ");
    }
    sql.setLength(sql.length() - 2);
    sql.append(" FROM ").append(history.qualified(history.journal)).append(" ORDER BY ");
    sql.append(history.q("id"));
    List<JournalEvent> events = new ArrayList<>();
    try (Statement statement = history.connection.createStatement();
        ResultSet r = statement.executeQuery(sql.toString())) {
      while (r.next()) {
        events.add(event(r, withContent));
      }
    } catch (SQLException e) {
      throw new HistoryException(sql.toString(), e);
    }
    return events;
  }

  private static JournalEvent event(ResultSet r, boolean whole) throws SQLException {
    JournalEntry entry =
        new JournalEntry(
            r.getString(2),
            r.getBoolean(3),
            r.getString(5),
            r.getString(6),
            r.getString(7),
            r.getInt(8),
            r.getBoolean(9),
            r.getInt(10),
            r.getInt(11),
            whole ? r.getString(12) : "",
            r.getString(13),
            r.getString(14),
            r.getString(20),
            r.getString(21));
    Author author =
        whole
            ? new Author(r.getString(15), r.getString(16), r.getString(17), r.getString(18))
            : new Author(r.getString(15), "", "", "");
    return new JournalEvent(
        r.getLong(1),
        entry,
        r.getInt(4),
        author,
        r.getString(19),
        whole ? r.getString(22) : "",
        r.getString(23));
  }

  /**
   * Closes what it keeps prepared: SQLite takes each for running, and then refuses {@code VACUUM}.
   */
  void release() throws SQLException {
    if (rowInsert != null) {
      rowInsert.close();
      rowInsert = null;
    }
    for (int i = 0; i < TOGETHER; i++) {
      PreparedStatement kept = eventInserts[i];
      if (kept != null) {
        kept.close();
        eventInserts[i] = null;
      }
    }
  }

  void insert(HistoryRow row) throws SQLException {
    try {
      if (rowInsert == null) {
        rowInsert = history.connection.prepareStatement(rowInsertSql());
      }
      bind(rowInsert, 1, row);
      rowInsert.executeUpdate();
    } catch (SQLException e) {
      throw new HistoryException(rowInsertSql(), e);
    }
  }

  /** Inserts the event at the latest with {@link #flush}, in as few statements as it takes. */
  void insert(JournalEvent event) throws SQLException {
    waiting.add(event);
    if (waiting.size() == TOGETHER) {
      flush();
    }
  }

  /** Inserts what waits; before a commit, and before anything that must come behind it. */
  void flush() throws SQLException {
    int n = waiting.size();
    if (n == 0) {
      return;
    }
    try {
      PreparedStatement insert = eventInserts[n - 1];
      if (insert == null) {
        insert = history.connection.prepareStatement(eventInsertSql(n));
        eventInserts[n - 1] = insert;
      }
      for (int i = 0; i < n; i++) {
        bind(insert, 1 + i * COLUMNS.size(), waiting.get(i));
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new HistoryException(eventInsertSql(n), e);
    } finally {
      waiting.clear();
    }
  }

  /** Forgets what waits: the transaction is rolled back. */
  void forget() {
    waiting.clear();
  }

  String rowInsertSql() {
    StringBuilder places = new StringBuilder();
    for (String column : HistoryRow.COLUMNS) {
      places.append(column.equals("installed_on") ? history.installedOnPlaceholder() : "?");
      places.append(", ");
    }
    places.setLength(places.length() - 2);
    return insertInto(history.table, HistoryRow.COLUMNS) + "(" + places + ")";
  }

  /** The statement for that many events. */
  String eventInsertSql(int events) {
    String places = "(" + "?, ".repeat(COLUMNS.size() - 1) + "?)";
    return insertInto(history.journal, COLUMNS) + places + (", " + places).repeat(events - 1);
  }

  private String insertInto(String table, List<String> columns) {
    StringBuilder sql = new StringBuilder("INSERT INTO ").append(history.qualified(table));
    String before = " (";
    for (String column : columns) {
      sql.append(before).append(history.q(column));
      before = ", ";
    }
    return sql.append(") VALUES ").toString();
  }

  /** Binds the row's values from an index on; returns the next index. */
  int bind(PreparedStatement p, int from, HistoryRow row) throws SQLException {
    int i = from;
    p.setInt(i++, row.rank());
    p.setString(i++, row.version());
    p.setString(i++, row.description());
    p.setString(i++, row.type());
    p.setString(i++, row.script());
    if (row.checksum() == null) {
      p.setNull(i++, Types.INTEGER);
    } else {
      p.setInt(i++, row.checksum());
    }
    p.setString(i++, row.installedBy());
    history.setInstalledOn(p, i++, row.installedOn());
    p.setInt(i++, row.executionTime());
    p.setBoolean(i++, row.success());
    return i;
  }

  /** Binds the event's values from an index on. */
  static void bind(PreparedStatement p, int from, JournalEvent event) throws SQLException {
    int i = from;
    JournalEntry e = event.entry();
    p.setLong(i++, event.id());
    p.setString(i++, e.type());
    p.setBoolean(i++, e.undo());
    p.setInt(i++, event.installedRank());
    p.setString(i++, e.version());
    p.setString(i++, e.description());
    p.setString(i++, e.script());
    p.setInt(i++, e.batch());
    p.setBoolean(i++, e.draft());
    p.setInt(i++, e.statement());
    p.setInt(i++, e.statements());
    p.setString(i++, e.content());
    p.setString(i++, e.sha256());
    p.setString(i++, e.chainHash());
    p.setString(i++, event.author().actor());
    p.setString(i++, event.author().host());
    p.setString(i++, event.author().role());
    p.setString(i++, event.author().toolVersion());
    p.setString(i++, event.occurredAt());
    p.setString(i++, e.historyRows());
    p.setString(i++, e.detail());
    p.setString(i++, event.previousHash());
    p.setString(i, event.hash());
  }
}
