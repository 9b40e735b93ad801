package dev.eloquent.seed;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** MySQL and MariaDB; how instants are converted is for the driver's settings to say. */
final class MysqlProduct extends SqlProduct {
  @Override
  String connection() {
    return "mysql";
  }

  @Override
  String quote(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** A FLOAT alone is sent with six digits. */
  @Override
  String selected(ColumnPlan column) {
    String name = quote(column.name());
    return column.kind() == ColumnKind.REAL ? name + " + 0e0" : name;
  }

  /** The text of a large float is beyond what a FLOAT takes, that of its double is not. */
  @Override
  void set(PreparedStatement s, int i, ColumnPlan column, Object value) throws SQLException {
    if (column.kind() == ColumnKind.REAL) {
      s.setDouble(i, (Double) value);
    } else {
      super.set(s, i, column, value);
    }
  }

  @Override
  String defaultsOnly() {
    return " () VALUES ()";
  }

  @Override
  void insert(StatementCache statements, String sql, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    for (ColumnPlan key : keys) {
      if (!key.identity()) {
        throw new SQLException(
            "this database does not tell what it put into "
                + key.name()
                + "; give the key yourself");
      }
    }
    PreparedStatement insert =
        keys.isEmpty()
            ? statements.get(sql)
            : statements.get(
                sql,
                text ->
                    statements
                        .connection()
                        .prepareStatement(text, Statement.RETURN_GENERATED_KEYS));
    insertBatch(insert, rows, keys, binder);
  }
}
