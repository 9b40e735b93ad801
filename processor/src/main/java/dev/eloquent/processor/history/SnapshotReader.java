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
import dev.eloquent.processor.schema.TypeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot, property by property in the order of {@link SnapshotWriter}. */
final class SnapshotReader {
  private static final ReferentialAction[] ACTIONS = ReferentialAction.values();

  /** A foreign key and its line, to be checked when all tables are known. */
  private record Reference(ForeignKey key, int line) {}

  private final JsonReader json;
  private final Map<String, ColumnType> types = new HashMap<>();
  private final Map<String, Set<String>> columnNames = new HashMap<>();
  private final List<Reference> references = new ArrayList<>();

  SnapshotReader(String text) {
    json = new JsonReader(text);
  }

  Snapshot read() {
    json.beginObject();
    format();
    String chain = chain();
    String packageName = json.text("package");
    List<String> dialects = json.texts("dialects");
    List<String> renames = json.texts("renames");
    Schema schema = tables();
    Map<String, Disabled> disabled = new HashMap<>();
    if (json.optional("disabled")) {
      json.beginObject();
      while (json.inObject()) {
        disabled(disabled);
      }
    }
    json.endObject();
    json.end();
    return new Snapshot(schema, dialects, packageName, chain, renames, disabled);
  }

  private void disabled(Map<String, Disabled> dialects) {
    int line = json.line();
    String dialect = json.anyName();
    json.beginObject();
    List<String> renames = json.texts("renames");
    Disabled last = dialects.put(dialect, new Disabled(tables(), renames));
    if (last != null) {
      throw JsonReader.error(line, "the dialect \"" + dialect + "\" is there twice");
    }
    json.endObject();
  }

  private Schema tables() {
    Map<String, Table> tables = new LinkedHashMap<>();
    columnNames.clear();
    references.clear();
    json.property("tables");
    json.beginObject();
    while (json.inObject()) {
      int line = json.line();
      String name = json.anyName();
      if (tables.containsKey(name)) {
        throw JsonReader.error(line, "the table \"" + name + "\" is there twice");
      }
      tables.put(name, table(name));
    }
    references.forEach(this::check);
    return new Schema(List.copyOf(tables.values()));
  }

  private void format() {
    json.property("format");
    int line = json.line();
    String format = json.number();
    if (!format.equals(Integer.toString(SnapshotJson.FORMAT))) {
      throw JsonReader.error(
          line,
          "format "
              + format
              + " is not one this release reads ("
              + SnapshotJson.FORMAT
              + "): use the release that wrote it, or a newer one");
    }
  }

  private String chain() {
    json.property("chain");
    int line = json.line();
    String chain = json.text();
    for (int i = 0; i < chain.length(); i++) {
      char c = chain.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        throw JsonReader.error(line, "the chain \"" + chain + "\" is no hash");
      }
    }
    return chain;
  }

  private Table table(String name) {
    json.beginObject();
    String model = json.text("model");
    String connection = json.textIfAny("connection");
    String comment = json.textIfAny("comment");
    Set<String> names = new HashSet<>();
    List<Column> columns = columns(names);
    columnNames.put(name, names);
    List<String> primaryKey = columnList("primaryKey", names);
    List<Index> indexes = indexes(names);
    List<ForeignKey> foreignKeys = foreignKeys(names);
    List<Check> checks = checks(names);
    json.endObject();
    return new Table(
        name, model, connection, columns, primaryKey, indexes, foreignKeys, checks, comment);
  }

  private List<Column> columns(Set<String> names) {
    List<Column> all = new ArrayList<>();
    json.property("columns");
    json.beginArray();
    while (json.inArray()) {
      json.beginObject();
      String name = newName("column", names);
      ColumnType type = type();
      boolean nullable = json.flag("nullable");
      boolean identity = json.flag("identity");
      DefaultValue defaultValue = json.optional("default") ? defaultValue() : null;
      String comment = json.textIfAny("comment");
      json.endObject();
      all.add(new Column(name, type, nullable, identity, defaultValue, comment));
    }
    return all;
  }

  private ColumnType type() {
    json.property("type");
    int line = json.line();
    String text = json.text();
    return switch (text) {
      case "objectid" -> new ColumnType.ObjectId();
      case "enum" -> new ColumnType.Choice(json.texts("values"));
      case "array" -> array();
      case "document" -> new ColumnType.Document(fields());
      default -> plain(line, text);
    };
  }

  private ColumnType array() {
    json.property("of");
    json.beginObject();
    ColumnType element = type();
    json.endObject();
    return new ColumnType.Array(element);
  }

  private List<ColumnType.Field> fields() {
    List<ColumnType.Field> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    json.property("fields");
    json.beginArray();
    while (json.inArray()) {
      json.beginObject();
      String name = newName("field", names);
      ColumnType type = type();
      all.add(new ColumnType.Field(name, type, json.flag("nullable")));
      json.endObject();
    }
    return all;
  }

  private ColumnType plain(int line, String text) {
    ColumnType known = types.get(text);
    if (known != null) {
      return known;
    }
    Optional<ColumnType> type = TypeText.parse(text);
    if (type.isEmpty() || !type.get().text().equals(text)) {
      throw JsonReader.error(line, "\"" + text + "\" is no column type");
    }
    types.put(text, type.get());
    return type.get();
  }

  private DefaultValue defaultValue() {
    json.beginObject();
    DefaultValue value;
    if (json.optional("literal")) {
      value = new DefaultValue.Literal(json.text());
    } else if (json.optional("expression")) {
      value = new DefaultValue.Expression(json.text());
    } else if (json.flag("now")) {
      value = new DefaultValue.Now();
    } else {
      throw json.error("expected \"literal\", \"expression\" or \"now\"");
    }
    json.endObject();
    return value;
  }

  private List<Index> indexes(Set<String> columns) {
    List<Index> all = new ArrayList<>();
    if (json.optional("indexes")) {
      Set<String> names = new HashSet<>();
      json.beginArray();
      while (json.inArray()) {
        json.beginObject();
        String name = newName("index", names);
        List<Index.IndexColumn> indexColumns = indexColumns(columns);
        boolean unique = json.flag("unique");
        String where = json.textIfAny("where");
        int expires = json.optional("expireAfterSeconds") ? seconds() : Index.NEVER;
        json.endObject();
        all.add(new Index(name, indexColumns, unique, where, expires));
      }
    }
    return all;
  }

  private int seconds() {
    int line = json.line();
    String number = json.number();
    if (!number.matches("[0-9]{1,9}")) {
      throw JsonReader.error(line, "expireAfterSeconds is out of range");
    }
    return Integer.parseInt(number);
  }

  private List<Index.IndexColumn> indexColumns(Set<String> columns) {
    List<Index.IndexColumn> all = new ArrayList<>();
    json.property("columns");
    json.beginArray();
    while (json.inArray()) {
      json.beginObject();
      json.property("name");
      String name = column(columns);
      all.add(new Index.IndexColumn(name, json.flag("descending")));
      json.endObject();
    }
    return all;
  }

  private List<ForeignKey> foreignKeys(Set<String> columns) {
    List<ForeignKey> all = new ArrayList<>();
    if (json.optional("foreignKeys")) {
      Set<String> names = new HashSet<>();
      json.beginArray();
      while (json.inArray()) {
        all.add(foreignKey(names, columns));
      }
    }
    return all;
  }

  private ForeignKey foreignKey(Set<String> names, Set<String> columns) {
    json.beginObject();
    int line = json.line();
    String name = newName("foreign key", names);
    List<String> own = columnList("columns", columns);
    String target = json.text("references");
    List<String> referenced = json.texts("referencedColumns");
    ReferentialAction onDelete = action("onDelete");
    ReferentialAction onUpdate = action("onUpdate");
    json.endObject();
    if (own.isEmpty() || own.size() != referenced.size()) {
      throw JsonReader.error(line, "columns and referencedColumns of \"" + name + "\" do not pair");
    }
    ForeignKey key = new ForeignKey(name, own, target, referenced, onDelete, onUpdate);
    references.add(new Reference(key, line));
    return key;
  }

  private ReferentialAction action(String property) {
    if (!json.optional(property)) {
      return ReferentialAction.NO_ACTION;
    }
    int line = json.line();
    String text = json.text();
    for (ReferentialAction action : ACTIONS) {
      if (action.name().equals(text)) {
        return action;
      }
    }
    throw JsonReader.error(line, "\"" + text + "\" is no referential action");
  }

  private List<Check> checks(Set<String> columns) {
    List<Check> all = new ArrayList<>();
    if (json.optional("checks")) {
      Set<String> names = new HashSet<>();
      json.beginArray();
      while (json.inArray()) {
        json.beginObject();
        String name = newName("check", names);
        CheckRule rule;
        if (json.optional("sql")) {
          rule = new CheckRule.Sql(json.text());
        } else {
          json.property("column");
          rule = new CheckRule.OneOf(column(columns), json.texts("oneOf"));
        }
        json.endObject();
        all.add(new Check(name, rule));
      }
    }
    return all;
  }

  private String newName(String kind, Set<String> names) {
    json.property("name");
    int line = json.line();
    String name = json.text();
    if (!names.add(name)) {
      throw JsonReader.error(line, "the " + kind + " \"" + name + "\" is there twice");
    }
    return name;
  }

  private List<String> columnList(String property, Set<String> columns) {
    List<String> all = new ArrayList<>();
    json.property(property);
    json.beginArray();
    while (json.inArray()) {
      all.add(column(columns));
    }
    return all;
  }

  private String column(Set<String> columns) {
    int line = json.line();
    String name = json.text();
    if (!columns.contains(name)) {
      throw JsonReader.error(line, "there is no column \"" + name + "\" in this table");
    }
    return name;
  }

  private void check(Reference reference) {
    ForeignKey key = reference.key();
    @Nullable Set<String> target = columnNames.get(key.referencedTable());
    if (target == null) {
      // It belongs to another catalogue.
      return;
    }
    for (String column : key.referencedColumns()) {
      if (!target.contains(column)) {
        throw JsonReader.error(
            reference.line(),
            "the foreign key \""
                + key.name()
                + "\" references the column \""
                + key.referencedTable()
                + "."
                + column
                + "\", which is not there");
      }
    }
  }
}
