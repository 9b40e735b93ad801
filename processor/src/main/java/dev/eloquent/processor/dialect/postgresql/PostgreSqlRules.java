package dev.eloquent.processor.dialect.postgresql;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.SchemaRules;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What PostgreSQL cannot hold.
 *
 * <p>Limits: <a href="https://www.postgresql.org/docs/current/datatype-character.html">character
 * types</a>, <a href="https://www.postgresql.org/docs/current/datatype-numeric.html">numeric
 * types</a>.
 */
final class PostgreSqlRules {
  private static final int MAX_CHARACTERS = 10_485_760;
  private static final int MAX_PRECISION = 1000;

  private final SchemaRules rules = newRules();
  private final Map<String, String> relations = new TreeMap<>();

  private PostgreSqlRules() {}

  static SchemaRules newRules() {
    return new SchemaRules(PostgreSqlDialect.NAME, false, name -> "");
  }

  static List<Finding> check(Schema schema) {
    PostgreSqlRules all = new PostgreSqlRules();
    all.rules.check(schema);
    for (Table table : schema.tables()) {
      all.relation(table.name(), "table " + table.name(), SchemaPath.table(table.name()));
    }
    for (Table table : schema.tables()) {
      all.names(table);
      table.columns().forEach(c -> all.type(table.name(), c));
    }
    return all.rules.findings();
  }

  /** Tables, indexes and the indexes of primary keys share one namespace. */
  private void names(Table table) {
    if (!table.primaryKey().isEmpty()) {
      relation(
          Names.primaryKey(table.name()),
          "the primary key of " + table.name(),
          SchemaPath.table(table.name()));
    }
    for (Index index : table.indexes()) {
      relation(
          index.name(),
          "an index of " + table.name(),
          new SchemaPath(table.name(), Kind.INDEX, index.name()));
    }
  }

  private void relation(String name, String what, SchemaPath path) {
    String other = relations.putIfAbsent(name, what);
    if (other != null) {
      rules.report(Problem.DIALECT_DUPLICATE_NAME, path, name, other, what);
    }
  }

  private static boolean fits(int length) {
    return length >= 1 && length <= MAX_CHARACTERS;
  }

  private void type(String table, Column column) {
    ColumnType type = column.type();
    String problem = "";
    if ((type instanceof ColumnType.Varchar t && !fits(t.length()))
        || (type instanceof ColumnType.Char c && !fits(c.length()))) {
      problem = "must have a length from 1 to " + MAX_CHARACTERS + ": use type = \"text\"";
    } else if (type instanceof ColumnType.Decimal d
        && (d.precision() < 1
            || d.precision() > MAX_PRECISION
            || d.scale() < 0
            || d.scale() > d.precision())) {
      problem = "must have a precision from 1 to " + MAX_PRECISION + " and a scale up to that";
    }
    if (!problem.isEmpty()) {
      rules.report(
          Problem.DIALECT_TYPE,
          SchemaPath.column(table, column.name()),
          column.name(),
          type.text(),
          problem);
    }
  }
}
