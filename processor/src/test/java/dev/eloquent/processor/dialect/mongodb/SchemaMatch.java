package dev.eloquent.processor.dialect.mongodb;

import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;

/** What a JSON Schema of MongoDB says of a value, for the keywords that are written. */
public final class SchemaMatch {
  private SchemaMatch() {}

  /** Why it refuses the value; empty if it does not. */
  public static String refused(BsonDocument schema, BsonValue value) {
    for (String keyword : schema.keySet()) {
      String why = refused(keyword, schema.get(keyword), value);
      if (!why.isEmpty()) {
        return why;
      }
    }
    return "";
  }

  private static String refused(String keyword, BsonValue rule, BsonValue value) {
    boolean holds =
        switch (keyword) {
          case "bsonType" -> types(rule).stream().anyMatch(t -> type(value).equals(t));
          case "enum" -> rule.asArray().contains(value);
          case "maxLength" ->
              !value.isString()
                  || value.asString().getValue().codePoints().count() <= rule.asInt32().getValue();
          case "minimum" ->
              !value.isInt32() || value.asInt32().getValue() >= rule.asInt32().getValue();
          case "maximum" ->
              !value.isInt32() || value.asInt32().getValue() <= rule.asInt32().getValue();
          case "required" ->
              !value.isDocument()
                  || rule.asArray().stream()
                      .allMatch(f -> value.asDocument().containsKey(f.asString().getValue()));
          case "not" -> !refused(rule.asDocument(), value).isEmpty();
          case "properties" -> properties(rule.asDocument(), value);
          case "items" ->
              !value.isArray()
                  || value.asArray().stream()
                      .allMatch(v -> refused(rule.asDocument(), v).isEmpty());
          case "description" -> true;
          default -> throw new AssertionError(keyword);
        };
    return holds ? "" : keyword + " " + rule + " refuses " + value;
  }

  private static boolean properties(BsonDocument rules, BsonValue value) {
    return !value.isDocument()
        || value.asDocument().entrySet().stream()
            .filter(field -> rules.containsKey(field.getKey()))
            .allMatch(f -> refused(rules.getDocument(f.getKey()), f.getValue()).isEmpty());
  }

  private static List<String> types(BsonValue rule) {
    BsonArray all = rule.isArray() ? rule.asArray() : new BsonArray(List.of(rule));
    return all.stream().map(t -> t.asString().getValue()).toList();
  }

  private static String type(BsonValue value) {
    BsonType type = value.getBsonType();
    return switch (type) {
      case INT32 -> "int";
      case INT64 -> "long";
      case BOOLEAN -> "bool";
      case DATE_TIME -> "date";
      case DECIMAL128 -> "decimal";
      case DOCUMENT -> "object";
      case OBJECT_ID -> "objectId";
      case BINARY -> "binData";
      case STRING -> "string";
      case ARRAY -> "array";
      case DOUBLE -> "double";
      case NULL -> "null";
      default -> throw new AssertionError(type);
    };
  }
}
