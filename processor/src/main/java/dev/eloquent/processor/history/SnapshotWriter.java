package dev.eloquent.processor.history;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.history.Snapshot.Disabled;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot property by property; the reader expects this very order. */
final class SnapshotWriter {
  private final JsonWriter json = new JsonWriter();

  String write(Snapshot snapshot) {
    json.beginObject();
    json.property("format");
    json.number(SnapshotJson.FORMAT);
    json.property("chain", snapshot.chain());
    json.property("package", snapshot.packageName());
    json.property("dialects", snapshot.dialects());
    json.property("renames", snapshot.consumedRenames());
    tables(snapshot.schema());
    disabled(snapshot.disabled());
    json.endObject();
    return json.finish();
  }

  private void tables(Schema schema) {
    json.property("tables");
    json.beginObject();
    for (Table table : schema.tables()) {
      json.property(table.name());
      table(table);
    }
    json.endObject();
  }

  private void disabled(Map<String, Disabled> dialects) {
    if (dialects.isEmpty()) {
      return;
    }
    json.property("disabled");
    json.beginObject();
    dialects.forEach(
        (dialect, disabled) -> {
          json.property(dialect);
          json.beginObject();
          json.property("renames", disabled.consumedRenames());
          tables(disabled.schema());
          json.endObject();
        });
    json.endObject();
  }

  private void table(Table table) {
    json.beginObject();
    json.property("model", table.model());
    json.textIfAny("connection", table.connection());
    json.textIfAny("comment", table.comment());
    json.property("columns");
    json.beginArray();
    for (Column column : table.columns()) {
      json.element();
      column(column);
    }
    json.endArray();
    json.property("primaryKey", table.primaryKey());
    indexes(table);
    foreignKeys(table);
    checks(table);
    json.endObject();
  }

  private void column(Column column) {
    json.beginObject();
    json.property("name", column.name());
    type(column.type());
    json.flagIfSet("nullable", column.nullable());
    json.flagIfSet("identity", column.identity());
    defaultValue(column.defaultValue());
    json.textIfAny("comment", column.comment());
    json.endObject();
  }

  /** One property a line also within nested documents. */
  private void type(ColumnType type) {
    if (type instanceof ColumnType.Choice choice) {
      json.property("type", "enum");
      json.property("values", choice.values());
    } else if (type instanceof ColumnType.Array array) {
      json.property("type", "array");
      json.property("of");
      json.beginObject();
      type(array.element());
      json.endObject();
    } else if (type instanceof ColumnType.Document document) {
      json.property("type", "document");
      json.property("fields");
      json.beginArray();
      for (ColumnType.Field field : document.fields()) {
        json.element();
        json.beginObject();
        json.property("name", field.name());
        type(field.type());
        json.flagIfSet("nullable", field.nullable());
        json.endObject();
      }
      json.endArray();
    } else {
      json.property("type", type.text());
    }
  }

  private void defaultValue(@Nullable DefaultValue value) {
    if (value == null) {
      return;
    }
    json.property("default");
    json.beginObject();
    if (value instanceof DefaultValue.Literal literal) {
      json.property("literal", literal.value());
    } else if (value instanceof DefaultValue.Expression expression) {
      json.property("expression", expression.sql());
    } else {
      json.flagIfSet("now", true);
    }
    json.endObject();
  }

  private void indexes(Table table) {
    if (table.indexes().isEmpty()) {
      return;
    }
    json.property("indexes");
    json.beginArray();
    for (Index index : table.indexes()) {
      json.element();
      json.beginObject();
      json.property("name", index.name());
      json.property("columns");
      json.beginArray();
      for (Index.IndexColumn column : index.columns()) {
        json.element();
        json.beginObject();
        json.property("name", column.name());
        json.flagIfSet("descending", column.descending());
        json.endObject();
      }
      json.endArray();
      json.flagIfSet("unique", index.unique());
      json.textIfAny("where", index.where());
      if (index.expireAfterSeconds() >= 0) {
        json.property("expireAfterSeconds");
        json.number(index.expireAfterSeconds());
      }
      json.endObject();
    }
    json.endArray();
  }

  private void foreignKeys(Table table) {
    if (table.foreignKeys().isEmpty()) {
      return;
    }
    json.property("foreignKeys");
    json.beginArray();
    for (ForeignKey key : table.foreignKeys()) {
      json.element();
      json.beginObject();
      json.property("name", key.name());
      json.property("columns", key.columns());
      json.property("references", key.referencedTable());
      json.property("referencedColumns", key.referencedColumns());
      action("onDelete", key.onDelete());
      action("onUpdate", key.onUpdate());
      json.endObject();
    }
    json.endArray();
  }

  private void action(String name, ReferentialAction action) {
    if (action != ReferentialAction.NO_ACTION) {
      json.property(name, action.name());
    }
  }

  private void checks(Table table) {
    if (table.checks().isEmpty()) {
      return;
    }
    json.property("checks");
    json.beginArray();
    for (Check check : table.checks()) {
      json.element();
      json.beginObject();
      json.property("name", check.name());
      if (check.rule() instanceof CheckRule.Sql sql) {
        json.property("sql", sql.expression());
      } else if (check.rule() instanceof CheckRule.OneOf oneOf) {
        json.property("column", oneOf.column());
        json.property("oneOf", oneOf.values());
      }
      json.endObject();
    }
    json.endArray();
  }
}
