package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.SchemaRules;
import dev.eloquent.processor.dialect.SqlText;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What MySQL 8 or MariaDB 10.6 cannot hold.
 *
 * <p>Limits: <a href="https://dev.mysql.com/doc/refman/8.4/en/column-count-limit.html">row
 * size</a>, <a href="https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html">keys</a>, <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html">checks</a>, <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/identifiers.html">names</a>, <a
 * href="https://dev.mysql.com/doc/refman/8.4/en/create-table.html">comments</a>.
 */
final class MySqlRules {
  private static final long MAX_KEY_BYTES = 3072;
  private static final long MAX_ROW_BYTES = 65_535;
  // MariaDB allows 32.
  private static final int MAX_KEY_COLUMNS = 16;
  private static final int MAX_KEYS = 64;
  private static final int MAX_COLUMNS = 1017;
  private static final int MAX_TABLE_COMMENT = 2048;
  private static final int MAX_COLUMN_COMMENT = 1024;

  private final List<Finding> findings = new ArrayList<>();
  private final SchemaRules rules = newRules();
  private final Map<String, String> names = new HashMap<>();

  private MySqlRules() {}

  static SchemaRules newRules() {
    return new SchemaRules(MySqlDialect.NAME, true, MySqlRules::badName);
  }

  private static String badName(String name) {
    if (name.endsWith(" ")) {
      return "ends with a space";
    }
    return name.codePoints().allMatch(Character::isBmpCodePoint)
        ? ""
        : "has a character beyond U+FFFF, such as an emoji";
  }

  static List<Finding> check(Schema schema) {
    MySqlRules all = new MySqlRules();
    all.rules.check(schema);
    Schema physical = MySqlPhysical.of(schema);
    for (Table table : physical.tables()) {
      all.names(table);
      all.comment(table.name(), table.comment(), MAX_TABLE_COMMENT, SchemaPath.table(table.name()));
      table.columns().forEach(c -> all.column(table, c));
      all.row(table);
      all.counts(table);
      all.key(table, "the primary key of " + table.name(), table.primaryKey(), table(table));
      table.indexes().forEach(i -> all.index(table, i));
      table.foreignKeys().forEach(k -> all.foreignKey(physical, table, k));
      table.checks().forEach(c -> all.check(table, c));
    }
    List<Finding> findings = new ArrayList<>(all.rules.findings());
    findings.addAll(all.findings);
    return findings;
  }

  private static SchemaPath table(Table table) {
    return SchemaPath.table(table.name());
  }

  private void report(Problem problem, SchemaPath path, Object... arguments) {
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    findings.add(new Finding(problem, path, texts));
  }

  /** Names differ without regard to case; those of checks and foreign keys in the whole schema. */
  private void names(Table table) {
    String of = " of " + table.name();
    unique("table", table.name(), "table " + table.name(), table(table));
    for (Column column : table.columns()) {
      unique(
          "column" + of,
          column.name(),
          "column " + column.name(),
          SchemaPath.column(table.name(), column.name()));
    }
    for (Index index : table.indexes()) {
      SchemaPath path = new SchemaPath(table.name(), Kind.INDEX, index.name());
      unique("index" + of, index.name(), "an index" + of, path);
    }
    for (ForeignKey key : table.foreignKeys()) {
      SchemaPath path = new SchemaPath(table.name(), Kind.FOREIGN_KEY, key.name());
      unique("constraint", key.name(), "a foreign key" + of, path);
    }
    for (Check check : table.checks()) {
      SchemaPath path = new SchemaPath(table.name(), Kind.CHECK, check.name());
      unique("constraint", check.name(), "a check" + of, path);
    }
  }

  private void unique(String space, String name, String what, SchemaPath path) {
    String other = names.putIfAbsent(space + "/" + name.toLowerCase(Locale.ROOT), what);
    if (other != null) {
      rules.report(Problem.DIALECT_DUPLICATE_NAME, path, name, other, what);
    }
  }

  private void comment(String name, String comment, int limit, SchemaPath path) {
    String problem = "";
    if (comment.indexOf('\\') >= 0) {
      problem = "has a backslash, which depends on the server's sql_mode";
    } else if (comment.contains("${")) {
      problem = "contains \"${\", which Flyway takes for a placeholder";
    } else if (comment.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
      problem = "contains a control character";
    } else if (!comment.codePoints().allMatch(Character::isBmpCodePoint)) {
      problem = "has a character beyond U+FFFF, such as an emoji, which comments cannot hold";
    } else if (comment.length() > limit) {
      problem = "is longer than " + limit + " characters";
    }
    if (!problem.isEmpty()) {
      report(Problem.MYSQL_COMMENT, path, name, problem);
    }
  }

  private void column(Table table, Column column) {
    SchemaPath path = SchemaPath.column(table.name(), column.name());
    comment(column.name(), column.comment(), MAX_COLUMN_COMMENT, path);
    String problem = MySqlTypeLimits.problem(column.type());
    if (!problem.isEmpty()) {
      rules.report(Problem.DIALECT_TYPE, path, column.name(), column.type().text(), problem);
    }
    boolean keyed = table.primaryKey().indexOf(column.name()) == 0;
    if (column.identity() && !keyed) {
      rules.report(
          Problem.DIALECT_IDENTITY,
          path,
          column.name(),
          "is not the first column of the primary key, as AUTO_INCREMENT must be: put it first");
    }
    if (table.primaryKey().contains(column.name()) && MySqlPhysical.isPresentByCheck(column)) {
      report(Problem.MYSQL_TIMESTAMP_KEY, path, column.name());
    }
  }

  private void row(Table table) {
    long bytes = (table.columns().size() + 7L) / 8;
    for (Column column : table.columns()) {
      bytes += MySqlSizes.inRow(column.type());
    }
    if (bytes > MAX_ROW_BYTES) {
      report(Problem.MYSQL_ROW_LENGTH, table(table), table.name(), bytes);
    }
  }

  private void counts(Table table) {
    int keys = table.indexes().size() + (table.primaryKey().isEmpty() ? 0 : 1);
    if (keys > MAX_KEYS) {
      report(Problem.MYSQL_KEY_COUNT, table(table), table.name(), keys);
    }
    if (table.columns().size() > MAX_COLUMNS) {
      report(Problem.MYSQL_COLUMN_COUNT, table(table), table.name(), table.columns().size());
    }
  }

  private void index(Table table, Index index) {
    SchemaPath path = new SchemaPath(table.name(), Kind.INDEX, index.name());
    if (!index.where().isEmpty()) {
      report(Problem.MYSQL_PARTIAL_INDEX, path, index.name());
    }
    boolean support = table.foreignKeys().stream().anyMatch(k -> k.name().equals(index.name()));
    key(
        table,
        (support ? "the index under foreign key " : "index ") + index.name(),
        index.columns().stream().map(IndexColumn::name).toList(),
        support ? new SchemaPath(table.name(), Kind.FOREIGN_KEY, index.name()) : path);
  }

  private void key(Table table, String what, List<String> columns, SchemaPath path) {
    long bytes = 0;
    for (String name : columns) {
      ColumnType type = table.column(name).map(Column::type).orElse(new ColumnType.Bool());
      if (MySqlSizes.isUnbounded(type)) {
        report(Problem.MYSQL_INDEX_TYPE, path, what, name, type.text());
      }
      bytes += MySqlSizes.inKey(type);
    }
    if (columns.size() > MAX_KEY_COLUMNS) {
      report(Problem.MYSQL_KEY_COLUMNS, path, what, columns.size());
    }
    if (bytes > MAX_KEY_BYTES) {
      report(Problem.MYSQL_KEY_LENGTH, path, what, bytes);
    }
  }

  private void foreignKey(Schema schema, Table table, ForeignKey key) {
    SchemaPath path = new SchemaPath(table.name(), Kind.FOREIGN_KEY, key.name());
    if (key.onDelete() == ReferentialAction.SET_DEFAULT
        || key.onUpdate() == ReferentialAction.SET_DEFAULT) {
      report(Problem.MYSQL_SET_DEFAULT, path, key.name());
    }
    Optional<Table> target = schema.table(key.referencedTable());
    if (key.onUpdate() == ReferentialAction.CASCADE && target.isPresent()) {
      for (int i = 0; i < key.columns().size(); i++) {
        String from = key.referencedColumns().get(i);
        String to = key.columns().get(i);
        if (isNullable(target.get(), from) && !isNullable(table, to)) {
          report(Problem.MYSQL_CASCADE_NULL, path, key.name(), from, to);
        }
      }
    }
  }

  private static boolean isNullable(Table table, String column) {
    return table.column(column).filter(Column::nullable).isPresent();
  }

  private void check(Table table, Check check) {
    SchemaPath path = new SchemaPath(table.name(), Kind.CHECK, check.name());
    for (Column column : table.columns()) {
      if (uses(check.rule(), column.name())) {
        if (column.identity()) {
          report(
              Problem.MYSQL_CHECK, path, check.name(), column.name(), "an AUTO_INCREMENT column");
        }
        for (ForeignKey key : table.foreignKeys()) {
          if (key.columns().contains(column.name()) && changesColumn(key)) {
            String why = "which an action of foreign key " + key.name() + " changes";
            report(Problem.MYSQL_CHECK, path, check.name(), column.name(), why);
          }
        }
      }
    }
  }

  private static boolean changesColumn(ForeignKey key) {
    return key.onDelete() == ReferentialAction.SET_NULL
        || key.onUpdate() == ReferentialAction.SET_NULL
        || key.onUpdate() == ReferentialAction.CASCADE;
  }

  private static boolean uses(CheckRule rule, String column) {
    return rule instanceof CheckRule.OneOf oneOf
        ? oneOf.column().equals(column)
        : SqlText.mentions(((CheckRule.Sql) rule).expression(), column);
  }
}
