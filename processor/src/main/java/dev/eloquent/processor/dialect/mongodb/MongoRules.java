package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What MongoDB can neither hold nor change. */
final class MongoRules {
  /** The digits of a decimal of 128 bits. */
  private static final int MAX_PRECISION = 34;

  private final List<Finding> findings = new ArrayList<>();

  private MongoRules() {}

  static List<Finding> check(Schema schema) {
    MongoRules rules = new MongoRules();
    for (Table table : schema.tables()) {
      rules.collection(table);
    }
    return rules.findings;
  }

  static List<Finding> checkChanges(ChangeSet changes) {
    List<Finding> findings = new ArrayList<>();
    changes.changes().stream()
        .filter(AlterColumn.class::isInstance)
        .map(AlterColumn.class::cast)
        .filter(alter -> alter.after().name().equals(Validators.ID))
        .filter(
            alter ->
                !Validators.bsonTypes(alter.before().type())
                    .equals(Validators.bsonTypes(alter.after().type())))
        .forEach(
            alter ->
                findings.add(
                    Finding.of(
                        Problem.ID_TYPE_CHANGED,
                        alter.path(),
                        alter.table(),
                        alter.before().type().text(),
                        alter.after().type().text())));
    return findings;
  }

  private void collection(Table table) {
    SchemaPath path = SchemaPath.table(table.name());
    if (table.name().contains("$")) {
      name(path, table.name(), "contains $, which collections cannot");
    } else if (table.name().startsWith("system.")) {
      name(path, table.name(), "begins with system., which is the server's own");
    }
    for (Column column : table.columns()) {
      SchemaPath at = SchemaPath.column(table.name(), column.name());
      field(at, column.name());
      type(at, column.name(), column.type());
    }
    indexes(table);
  }

  /** The server tells indexes of the same keys apart by their filters alone. */
  private void indexes(Table table) {
    Map<List<Object>, Index> seen = new HashMap<>();
    for (Index index : table.indexes()) {
      Index other = seen.putIfAbsent(List.of(index.columns(), index.where()), index);
      if (other != null) {
        SchemaPath path = new SchemaPath(table.name(), SchemaPath.Kind.INDEX, index.name());
        findings.add(
            Finding.of(Problem.SAME_INDEX, path, other.name(), index.name(), table.name()));
      }
    }
  }

  private void field(SchemaPath path, String name) {
    if (name.startsWith("$")) {
      name(path, name, "begins with $, which is for operators");
    } else if (name.contains(".")) {
      name(path, name, "contains a dot, which reaches into nested documents");
    } else if (name.isBlank()) {
      name(path, name, "is empty");
    }
  }

  private void type(SchemaPath path, String label, ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal && decimal.precision() > MAX_PRECISION) {
      findings.add(
          Finding.of(
              Problem.DECIMAL_TOO_LONG, path, label, type.text(), Integer.toString(MAX_PRECISION)));
    } else if (type instanceof ColumnType.Array array) {
      type(path, label, array.element());
    } else if (type instanceof ColumnType.Document document) {
      for (ColumnType.Field field : document.fields()) {
        field(path, field.name());
        type(path, label + "." + field.name(), field.type());
      }
    }
  }

  private void name(SchemaPath path, String name, String why) {
    findings.add(Finding.of(Problem.DIALECT_NAME, path, "MongoDB", name, why));
  }
}
