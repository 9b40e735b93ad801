package dev.eloquent.history;

/** The journal's table, with one database's quotes and long text type. */
final class JournalDdl {
  private JournalDdl() {}

  static String create(SqlHistory history, String text, String suffix) {
    String[] columns = {
      "id BIGINT NOT NULL PRIMARY KEY",
      "event VARCHAR(20) NOT NULL",
      "undo BOOLEAN NOT NULL",
      "installed_rank INT NOT NULL",
      "version VARCHAR(50) NOT NULL",
      "description VARCHAR(200) NOT NULL",
      "script VARCHAR(1000) NOT NULL",
      "batch INT NOT NULL",
      "draft BOOLEAN NOT NULL",
      "statement INT NOT NULL",
      "statements INT NOT NULL",
      "content " + text + " NOT NULL",
      "sha256 VARCHAR(64) NOT NULL",
      "chain_hash VARCHAR(64) NOT NULL",
      "actor VARCHAR(255) NOT NULL",
      "host VARCHAR(255) NOT NULL",
      "role VARCHAR(100) NOT NULL",
      "tool_version VARCHAR(50) NOT NULL",
      "occurred_at VARCHAR(30) NOT NULL",
      "history_rows " + text + " NOT NULL",
      "detail " + text + " NOT NULL",
      "previous_hash VARCHAR(64) NOT NULL",
      "hash VARCHAR(64) NOT NULL"
    };
    StringBuilder sql =
        new StringBuilder("CREATE TABLE ").append(history.qualified(history.journal)).append(" (");
    for (int i = 0; i < columns.length; i++) {
      int space = columns[i].indexOf(' ');
      sql.append(i == 0 ? "\n    " : ",\n    ");
      sql.append(history.q(columns[i].substring(0, space))).append(columns[i].substring(space));
    }
    return sql.append("\n)").append(suffix).toString();
  }
}
