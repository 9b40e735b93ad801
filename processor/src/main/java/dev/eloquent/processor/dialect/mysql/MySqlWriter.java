package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.dialect.ConstraintSql;
import dev.eloquent.processor.dialect.Identifiers;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the statements and clauses that define something. */
final class MySqlWriter {
  static final Identifiers NAMES = new Identifiers('`', MySqlWords.RESERVED);

  /**
   * Named, for the servers' own defaults differ and texts of two collations cannot reference each
   * other. This one is on MySQL 8 and MariaDB 10.6, is of no language, and, unlike the older {@code
   * utf8mb4_unicode_ci} and {@code utf8mb4_general_ci}, tells one emoji from another. It compares
   * without case, as both servers' defaults do; the constants in the check of an enum, too.
   */
  static final String COLLATION = "utf8mb4_unicode_520_ci";

  private static final String OPTIONS =
      ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=" + COLLATION;

  private static final ConstraintSql CONSTRAINTS = new ConstraintSql(NAMES, MySqlValues::string);

  private MySqlWriter() {}

  static String name(String name) {
    return NAMES.of(name);
  }

  /** {@code ALTER TABLE t } and the actions, of several each on its line. */
  static String alter(String table, List<String> actions) {
    String separator = actions.size() == 1 ? " " : "\n  ";
    return "ALTER TABLE " + name(table) + separator + String.join("," + separator, actions);
  }

  static String alter(String table, String action) {
    return alter(table, List.of(action));
  }

  /** {@code email VARCHAR(40) NOT NULL DEFAULT '' COMMENT '…'}. */
  static String column(Column column) {
    StringBuilder sql = new StringBuilder(name(column.name()));
    sql.append(' ').append(MySqlTypes.of(column.type())).append(nullability(column));
    if (column.defaultValue() != null) {
      sql.append(" DEFAULT ").append(MySqlValues.asDefault(column.type(), column.defaultValue()));
    }
    sql.append(column.identity() ? " AUTO_INCREMENT" : "");
    if (!column.comment().isEmpty()) {
      sql.append(" COMMENT ").append(comment(column.comment()));
    }
    return sql.toString();
  }

  private static String nullability(Column column) {
    if (column.type() instanceof ColumnType.Timestamp t && t.withTimeZone()) {
      // Said in full, for where explicit_defaults_for_timestamp is off both have other defaults.
      if (column.defaultValue() == null) {
        return " NULL DEFAULT NULL";
      }
      return column.nullable() ? " NULL" : " NOT NULL";
    }
    return column.nullable() ? "" : " NOT NULL";
  }

  static String primaryKey(List<String> columns) {
    // Its name is always PRIMARY; MariaDB warns of another one.
    return "PRIMARY KEY (" + NAMES.list(columns) + ")";
  }

  static String foreignKey(ForeignKey key) {
    return CONSTRAINTS.foreignKey(key);
  }

  static String check(Check check) {
    return CONSTRAINTS.check(check);
  }

  static String index(Index index) {
    return (index.unique() ? "UNIQUE KEY " : "KEY ")
        + name(index.name())
        + " ("
        + index.columns().stream()
            .map(c -> name(c.name()) + (c.descending() ? " DESC" : ""))
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** A comment takes a plain literal only; what would need another one has been refused. */
  static String comment(String comment) {
    return "'" + comment.replace("'", "''") + "'";
  }

  static String create(Table table) {
    List<String> lines = new ArrayList<>();
    table.columns().forEach(c -> lines.add(column(c)));
    if (!table.primaryKey().isEmpty()) {
      lines.add(primaryKey(table.primaryKey()));
    }
    table.indexes().forEach(i -> lines.add(index(i)));
    table.foreignKeys().forEach(k -> lines.add(foreignKey(k)));
    table.checks().forEach(c -> lines.add(check(c)));
    return "CREATE TABLE "
        + name(table.name())
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n"
        + OPTIONS
        + (table.comment().isEmpty() ? "" : " COMMENT=" + comment(table.comment()));
  }
}
