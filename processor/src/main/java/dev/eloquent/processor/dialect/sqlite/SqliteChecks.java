package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What of a schema, or of a change, SQLite cannot do. */
final class SqliteChecks {
  private final List<Finding> findings = new ArrayList<>();

  private SqliteChecks() {}

  static List<Finding> schema(Schema schema) {
    SqliteChecks checks = new SqliteChecks();
    // Tables and indexes share one set of names, and case does not tell names apart.
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Table table : schema.tables()) {
      checks.unique(names, SchemaPath.table(table.name()), table.name());
    }
    for (Table table : schema.tables()) {
      for (Index index : table.indexes()) {
        SchemaPath path = new SchemaPath(table.name(), Kind.INDEX, index.name());
        checks.unique(names, path, index.name());
      }
      checks.table(table);
    }
    return checks.findings;
  }

  /** Findings on columns whose values have no meaning in their new type. */
  static List<Finding> changes(SchemaWork work) {
    List<Finding> findings = new ArrayList<>();
    for (TableWork table : work.kept()) {
      for (Column column : table.after().columns()) {
        Optional<Column> origin = table.origin(column);
        if (origin.isPresent()) {
          ColumnType from = origin.get().type();
          SqliteConversions.refused(from, column.type())
              .ifPresent(
                  why ->
                      findings.add(
                          Finding.of(
                              Problem.SQLITE_CONVERSION,
                              SchemaPath.column(table.after().name(), column.name()),
                              table.after().name() + "." + column.name(),
                              from.text(),
                              column.type().text(),
                              why)));
        }
      }
    }
    return findings;
  }

  private void add(Problem problem, SchemaPath path, String... arguments) {
    findings.add(Finding.of(problem, path, arguments));
  }

  private void unique(Map<String, String> names, SchemaPath path, String name) {
    name(path, name);
    String other = names.putIfAbsent(name, name);
    if (other != null) {
      add(Problem.SQLITE_NAME_TAKEN, path, name, other);
    }
  }

  private void name(SchemaPath path, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("sqlite_") || lower.startsWith("eloquent_")) {
      add(Problem.SQLITE_NAME_RESERVED, path, name);
    } else if (!SqliteNames.isPlain(name) || name.indexOf('\0') >= 0) {
      add(Problem.SQLITE_NAME_UNWRITABLE, path, name.replace('\0', ' ').replace('\r', ' '));
    }
  }

  private void table(Table table) {
    Map<String, String> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Column column : table.columns()) {
      SchemaPath path = SchemaPath.column(table.name(), column.name());
      unique(columns, path, column.name());
      boolean onlyKey = table.primaryKey().equals(List.of(column.name()));
      if (column.identity() && !(onlyKey && column.type() instanceof ColumnType.Int)) {
        add(Problem.SQLITE_IDENTITY, path, table.name() + "." + column.name());
      }
      DefaultValue value = column.defaultValue();
      if (value != null && !isWritable(column.type(), value)) {
        String text = value instanceof DefaultValue.Literal l ? l.value() : "the current time";
        add(Problem.SQLITE_DEFAULT, path, text, column.type().text());
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (!SqliteNames.isPlain(key.name())) {
        SchemaPath path = new SchemaPath(table.name(), Kind.FOREIGN_KEY, key.name());
        add(Problem.SQLITE_NAME_UNWRITABLE, path, key.name());
      }
    }
    table.checks().stream()
        .filter(c -> !SqliteNames.isPlain(c.name()))
        .map(c -> new SchemaPath(table.name(), Kind.CHECK, c.name()))
        .forEach(path -> add(Problem.SQLITE_NAME_UNWRITABLE, path, path.name()));
  }

  private static boolean isWritable(ColumnType type, DefaultValue value) {
    try {
      SqliteValues.sql(type, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
