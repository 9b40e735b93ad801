package dev.eloquent.processor.dialect;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What any server with typed columns and enforced keys refuses, or a script cannot carry. */
public final class SchemaRules {
  private final String dialect;
  private final boolean mysql;
  private final Function<String, String> badName;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Creates the rules for one run.
   *
   * @param dialect the display name
   * @param mysql whether MySQL's lexical rules hold for expressions
   * @param badName what else is wrong with a name; the empty text for nothing
   */
  public SchemaRules(String dialect, boolean mysql, Function<String, String> badName) {
    this.dialect = dialect;
    this.mysql = mysql;
    this.badName = badName;
  }

  /** The findings so far. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Notes a finding; the dialect's name is put before the arguments. */
  public void report(Problem problem, SchemaPath path, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add(dialect);
    all.addAll(List.of(arguments));
    findings.add(new Finding(problem, path, all));
  }

  /** Checks every table. */
  public void check(Schema schema) {
    for (Table table : schema.tables()) {
      name(table.name(), SchemaPath.table(table.name()));
      comment(table.comment(), SchemaPath.table(table.name()));
      table.columns().forEach(c -> column(table.name(), c));
      table.indexes().forEach(i -> index(table.name(), i));
      table.checks().forEach(c -> check(table.name(), c));
      table.foreignKeys().forEach(k -> foreignKey(schema, table, k));
    }
  }

  private void name(String name, SchemaPath path) {
    String problem =
        name.contains("${") ? "contains \"${\", which Flyway takes for a placeholder" : "";
    if (name.isBlank()) {
      problem = "is empty";
    } else if (name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      problem = "contains a control character";
    }
    problem = problem.isEmpty() ? badName.apply(name) : problem;
    if (!problem.isEmpty()) {
      report(Problem.DIALECT_NAME, path, name, problem);
    }
  }

  private void comment(String comment, SchemaPath path) {
    if (comment.indexOf('\0') >= 0) {
      report(Problem.DIALECT_TEXT, path, "comment", comment, "contains a NUL character");
    }
  }

  private void column(String table, Column column) {
    SchemaPath path = SchemaPath.column(table, column.name());
    name(column.name(), path);
    comment(column.comment(), path);
    value(path, column, column.defaultValue());
    if (column.identity() && !(column.type() instanceof ColumnType.Int)) {
      report(Problem.DIALECT_IDENTITY, path, column.name(), "is no whole number: use int or long");
    }
  }

  /** Checks a default or backfill of a column; null is none. */
  public void value(SchemaPath path, Column column, @Nullable DefaultValue value) {
    if (value instanceof DefaultValue.Expression expression) {
      sql(path, expression.sql());
    } else if (value instanceof DefaultValue.Literal literal) {
      if (Literals.normalize(column.type(), literal.value()).isEmpty()) {
        report(Problem.DIALECT_LITERAL, path, literal.value(), column.type().text(), column.name());
      } else if (literal.value().indexOf('\0') >= 0) {
        report(Problem.DIALECT_TEXT, path, "default", literal.value(), "contains a NUL character");
      }
    }
  }

  private void sql(SchemaPath path, String sql) {
    SqlText.unsafe(sql, mysql, mysql)
        .ifPresent(
            why ->
                report(
                    Problem.DIALECT_SQL, path, sql, why + ": write one expression without that"));
  }

  private void index(String table, Index index) {
    SchemaPath path = new SchemaPath(table, Kind.INDEX, index.name());
    name(index.name(), path);
    if (!index.where().isEmpty()) {
      sql(path, index.where());
    }
  }

  private void check(String table, Check check) {
    SchemaPath path = new SchemaPath(table, Kind.CHECK, check.name());
    name(check.name(), path);
    if (check.rule() instanceof CheckRule.Sql rule) {
      sql(path, rule.expression());
    }
  }

  private void foreignKey(Schema schema, Table table, ForeignKey key) {
    SchemaPath path = new SchemaPath(table.name(), Kind.FOREIGN_KEY, key.name());
    name(key.name(), path);
    // A table of another catalogue is not known here.
    if (!schema
        .table(key.referencedTable())
        .map(t -> isUnique(t, key.referencedColumns()))
        .orElse(true)) {
      String columns = String.join(", ", key.referencedColumns());
      report(Problem.DIALECT_REFERENCE, path, key.name(), columns, key.referencedTable());
    }
    boolean setsNull =
        key.onDelete() == ReferentialAction.SET_NULL
            || key.onUpdate() == ReferentialAction.SET_NULL;
    for (String column : key.columns()) {
      if (setsNull && table.column(column).filter(c -> !c.nullable()).isPresent()) {
        report(Problem.DIALECT_SET_NULL, path, key.name(), column);
      }
    }
  }

  private static boolean isUnique(Table table, List<String> columns) {
    Set<String> wanted = new TreeSet<>(columns);
    return wanted.equals(new TreeSet<>(table.primaryKey()))
        || table.indexes().stream()
            .filter(i -> i.unique() && i.where().isEmpty())
            .anyMatch(
                i ->
                    wanted.equals(
                        new TreeSet<>(i.columns().stream().map(Index.IndexColumn::name).toList())));
  }
}
