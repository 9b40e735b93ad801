package dev.eloquent.seed;

import java.sql.Connection;
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
  PreparedStatement prepareInsert(Connection connection, String sql, List<String> keys)
      throws SQLException {
    return keys.isEmpty()
        ? connection.prepareStatement(sql)
        : connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS);
  }

  @Override
  void insert(PreparedStatement statement, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    for (ColumnPlan key : keys) {
      if (!key.identity()) {
        throw new SQLException(
            "this database does not tell what it put into "
                + key.name()
                + "; give the key yourself");
      }
    }
    insertBatch(statement, rows, keys, binder);
  }
}
