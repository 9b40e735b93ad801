package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON Schema that a collection's documents fulfil.
 *
 * <p>What a document may hold beside its model's fields is left open, as are sizes that BSON has no
 * notion of: bytes of binary data, digits of a decimal.
 *
 * @see <a
 *     href="https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/">$jsonSchema</a>
 */
final class Validators implements ColumnType.Visitor<Map<String, Object>> {
  /** The field that every document has, and that names it. */
  static final String ID = "_id";

  private static final String TYPE = "bsonType";
  private static final Json.Raw NULL = new Json.Raw("null");

  private Validators() {}

  /** The validator of a collection. */
  static Map<String, Object> of(Table table) {
    return of(table, Set.of());
  }

  /**
   * The validator that is the same before and after a change: it says nothing of these fields, so
   * that their documents may be half changed.
   */
  static Map<String, Object> of(Table table, Set<String> without) {
    List<ColumnType.Field> fields = new ArrayList<>();
    Map<String, String> comments = new TreeMap<>();
    for (Column column : table.columns()) {
      if (!without.contains(column.name())) {
        fields.add(new ColumnType.Field(column.name(), column.type(), column.nullable()));
        comments.put(column.name(), column.comment());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "object");
    if (!table.comment().isEmpty()) {
      schema.put("description", table.comment());
    }
    schema.putAll(fields(fields, comments));
    return Map.of("$jsonSchema", schema);
  }

  /** The BSON types that values of a logical type have. */
  static Object bsonTypes(ColumnType type) {
    return type.accept(new Validators()).getOrDefault(TYPE, "any");
  }

  private static Map<String, Object> fields(
      List<ColumnType.Field> fields, Map<String, String> comments) {
    List<String> required = new ArrayList<>();
    Map<String, Object> properties = new LinkedHashMap<>();
    for (ColumnType.Field field : fields) {
      // Every document has an identifier, whatever a validator says.
      if (!field.nullable() && !field.name().equals(ID)) {
        required.add(field.name());
      }
      Map<String, Object> property = property(field);
      String comment = comments.getOrDefault(field.name(), "");
      if (!comment.isEmpty()) {
        property.put("description", comment);
      }
      properties.put(field.name(), property);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (!properties.isEmpty()) {
      schema.put("properties", properties);
    }
    return schema;
  }

  private static Map<String, Object> property(ColumnType.Field field) {
    Map<String, Object> property = field.type().accept(new Validators());
    if (property.isEmpty() && !field.nullable()) {
      property.put("not", Map.of(TYPE, "null"));
    } else if (field.nullable()) {
      allowNull(property);
    }
    return property;
  }

  private static void allowNull(Map<String, Object> property) {
    Object type = property.get(TYPE);
    if (type != null) {
      List<Object> types = new ArrayList<>(type instanceof List<?> list ? list : List.of(type));
      types.add("null");
      property.put(TYPE, types);
    }
    if (property.get("enum") instanceof List<?> values) {
      List<Object> all = new ArrayList<>(values);
      all.add(NULL);
      property.put("enum", all);
    }
  }

  private static Map<String, Object> type(Object bsonType) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put(TYPE, bsonType);
    return property;
  }

  private static Map<String, Object> text(int length) {
    Map<String, Object> property = type("string");
    property.put("maxLength", length);
    return property;
  }

  @Override
  public Map<String, Object> bool() {
    return type("bool");
  }

  @Override
  public Map<String, Object> integer(Int type) {
    if (type.bits() == Long.SIZE) {
      // Documents from when the field was an int stay what they are.
      return type(List.of("int", "long"));
    }
    Map<String, Object> property = type("int");
    if (type.bits() < Integer.SIZE) {
      int limit = 1 << (type.bits() - 1);
      property.put("minimum", -limit);
      property.put("maximum", limit - 1);
    }
    return property;
  }

  @Override
  public Map<String, Object> real(Real type) {
    return type("double");
  }

  @Override
  public Map<String, Object> decimal(Decimal type) {
    return type("decimal");
  }

  @Override
  public Map<String, Object> character(Char type) {
    return text(type.length());
  }

  @Override
  public Map<String, Object> varchar(Varchar type) {
    return text(type.length());
  }

  @Override
  public Map<String, Object> text() {
    return type("string");
  }

  @Override
  public Map<String, Object> varbinary(Varbinary type) {
    return type("binData");
  }

  @Override
  public Map<String, Object> blob() {
    return type("binData");
  }

  @Override
  public Map<String, Object> uuid() {
    return type("binData");
  }

  @Override
  public Map<String, Object> date() {
    return type("date");
  }

  @Override
  public Map<String, Object> time() {
    return type("date");
  }

  @Override
  public Map<String, Object> timestamp(Timestamp type) {
    return type("date");
  }

  /** Any value. */
  @Override
  public Map<String, Object> json() {
    return new LinkedHashMap<>();
  }

  @Override
  public Map<String, Object> document(ColumnType.DocumentType type) {
    if (type instanceof ColumnType.Choice choice) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("enum", choice.values());
      return property;
    } else if (type instanceof ColumnType.Array array) {
      Map<String, Object> property = type("array");
      property.put("items", property(new ColumnType.Field("", array.element(), false)));
      return property;
    } else if (type instanceof ColumnType.Document document) {
      Map<String, Object> property = type("object");
      property.putAll(fields(document.fields(), Map.of()));
      return property;
    }
    return type("objectId");
  }
}
