package dev.eloquent.processor.dialect.mongodb;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Holds a command against the syntax that MongoDB publishes, field by field, so that a wrong name
 * fails here and not on a server.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/create/">create</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/collMod/">collMod</a>
 * @see <a
 *     href="https://www.mongodb.com/docs/manual/reference/command/createIndexes/">createIndexes</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/dropIndexes/">dropIndexes</a>
 * @see <a
 *     href="https://www.mongodb.com/docs/manual/reference/command/renameCollection/">renameCollection</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/update/">update</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/insert/">insert</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/delete/">delete</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/drop/">drop</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/operator/query/jsonSchema/">JSON
 *     Schema</a>
 * @see <a href="https://www.mongodb.com/docs/manual/reference/bson-types/">BSON types</a>
 */
public final class CommandSyntaxCheck {
  private static final Map<String, Set<String>> COMMANDS =
      Map.of(
          "create",
          Set.of(
              "create",
              "capped",
              "timeseries",
              "expireAfterSeconds",
              "clusteredIndex",
              "size",
              "changeStreamPreAndPostImages",
              "max",
              "storageEngine",
              "validator",
              "validationLevel",
              "validationAction",
              "indexOptionDefaults",
              "viewOn",
              "pipeline",
              "collation",
              "writeConcern",
              "encryptedFields",
              "comment"),
          "collMod",
          Set.of(
              "collMod",
              "index",
              "validator",
              "validationLevel",
              "validationAction",
              "viewOn",
              "pipeline",
              "cappedSize",
              "cappedMax",
              "changeStreamPreAndPostImages",
              "expireAfterSeconds",
              "timeseries",
              "writeConcern",
              "comment"),
          "createIndexes",
          Set.of("createIndexes", "indexes", "writeConcern", "commitQuorum", "comment"),
          "dropIndexes",
          Set.of("dropIndexes", "index", "writeConcern", "comment"),
          "renameCollection",
          Set.of("renameCollection", "to", "dropTarget", "writeConcern", "comment"),
          "update",
          Set.of(
              "update",
              "updates",
              "ordered",
              "maxTimeMS",
              "writeConcern",
              "bypassDocumentValidation",
              "comment",
              "let"),
          "insert",
          Set.of(
              "insert",
              "documents",
              "ordered",
              "maxTimeMS",
              "writeConcern",
              "bypassDocumentValidation",
              "comment"),
          "delete",
          Set.of("delete", "deletes", "comment", "let", "ordered", "writeConcern", "maxTimeMS"),
          "drop",
          Set.of("drop", "writeConcern", "comment"));

  private static final Map<String, Set<String>> MANDATORY =
      Map.of(
          "createIndexes", Set.of("indexes"),
          "dropIndexes", Set.of("index"),
          "renameCollection", Set.of("to"),
          "update", Set.of("updates"),
          "insert", Set.of("documents"),
          "delete", Set.of("deletes"));

  private static final Set<String> INDEX =
      Set.of(
          "key",
          "name",
          "unique",
          "partialFilterExpression",
          "sparse",
          "expireAfterSeconds",
          "hidden",
          "storageEngine",
          "weights",
          "default_language",
          "language_override",
          "textIndexVersion",
          "2dsphereIndexVersion",
          "bits",
          "min",
          "max",
          "collation",
          "wildcardProjection");

  private static final Set<String> INDEX_CHANGE =
      Set.of("keyPattern", "name", "expireAfterSeconds", "hidden", "prepareUnique", "unique");

  private static final Set<String> UPDATE =
      Set.of("q", "u", "c", "upsert", "multi", "collation", "arrayFilters", "hint", "sort");

  private static final Set<String> DELETE = Set.of("q", "limit", "collation", "hint");

  private static final Set<String> UPDATE_OPERATORS =
      Set.of(
          "$currentDate",
          "$inc",
          "$min",
          "$max",
          "$mul",
          "$rename",
          "$set",
          "$setOnInsert",
          "$unset",
          "$addToSet",
          "$pop",
          "$pull",
          "$push",
          "$pullAll",
          "$bit");

  private static final Set<String> SCHEMA =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "allOf",
          "anyOf",
          "bsonType",
          "dependencies",
          "description",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "items",
          "maximum",
          "maxItems",
          "maxLength",
          "maxProperties",
          "minimum",
          "minItems",
          "minLength",
          "minProperties",
          "multipleOf",
          "not",
          "oneOf",
          "pattern",
          "patternProperties",
          "properties",
          "required",
          "title",
          "type",
          "uniqueItems");

  private static final Set<String> TYPES =
      Set.of(
          "double",
          "string",
          "object",
          "array",
          "binData",
          "objectId",
          "bool",
          "date",
          "null",
          "regex",
          "javascript",
          "int",
          "timestamp",
          "long",
          "decimal",
          "minKey",
          "maxKey",
          "number");

  private static final Set<String> PARTIAL =
      Set.of("$and", "$or", "$in", "$eq", "$exists", "$gt", "$gte", "$lt", "$lte", "$type");

  private CommandSyntaxCheck() {}

  /**
   * Checks one command.
   *
   * @throws AssertionError if the server would refuse it, whatever it holds
   */
  public static void check(String json) {
    BsonDocument command = BsonDocument.parse(json);
    String name = command.getFirstKey();
    Set<String> allowed = COMMANDS.get(name);
    if (allowed == null) {
      throw new AssertionError("no command of migrations: " + name);
    }
    only(command, allowed, name);
    require(command.isString(name), name + " names no collection");
    for (String field : MANDATORY.getOrDefault(name, Set.of())) {
      require(command.containsKey(field), name + " lacks " + field);
    }
    if (command.containsKey("comment")) {
      require(command.isString("comment"), "the comment is no text");
    }
    switch (name) {
      case "create" -> validator(command);
      case "collMod" -> collMod(command);
      case "createIndexes" -> each(command, "indexes", CommandSyntaxCheck::index);
      case "update" -> each(command, "updates", CommandSyntaxCheck::update);
      case "delete" -> each(command, "deletes", d -> only(d, DELETE, "a delete"));
      default -> {
        // Nothing nested.
      }
    }
  }

  private interface Element {
    void check(BsonDocument element);
  }

  private static void each(BsonDocument command, String field, Element element) {
    BsonArray all = command.getArray(field);
    require(!all.isEmpty(), field + " is empty");
    all.forEach(one -> element.check(one.asDocument()));
  }

  private static void collMod(BsonDocument command) {
    require(command.size() > 1, "collMod changes nothing");
    validator(command);
    if (command.containsKey("index")) {
      BsonDocument index = command.getDocument("index");
      only(index, INDEX_CHANGE, "index");
      require(index.containsKey("name") != index.containsKey("keyPattern"), "index is not named");
    }
  }

  private static void validator(BsonDocument command) {
    if (command.containsKey("validator")) {
      BsonDocument validator = command.getDocument("validator");
      only(validator, Set.of("$jsonSchema"), "validator");
      schema(validator.getDocument("$jsonSchema"));
    }
  }

  private static void schema(BsonDocument schema) {
    only(schema, SCHEMA, "$jsonSchema");
    if (schema.containsKey("bsonType")) {
      BsonValue types = schema.get("bsonType");
      BsonArray all = types.isArray() ? types.asArray() : new BsonArray(java.util.List.of(types));
      require(!all.isEmpty(), "bsonType is empty");
      all.forEach(t -> require(TYPES.contains(t.asString().getValue()), "no BSON type: " + t));
    }
    for (String list : Set.of("required", "enum")) {
      if (schema.containsKey(list)) {
        BsonArray all = schema.getArray(list);
        require(!all.isEmpty(), list + " is empty");
        require(Set.copyOf(all).size() == all.size(), list + " has a value twice");
      }
    }
    if (schema.containsKey("properties")) {
      schema.getDocument("properties").values().forEach(p -> schema(p.asDocument()));
    }
    for (String nested : Set.of("items", "not")) {
      if (schema.containsKey(nested)) {
        schema(schema.getDocument(nested));
      }
    }
  }

  private static void index(BsonDocument index) {
    only(index, INDEX, "an index");
    require(index.containsKey("name"), "an index without name");
    BsonDocument key = index.getDocument("key");
    require(!key.isEmpty(), "an index without key");
    key.values().forEach(v -> require(Math.abs(v.asInt32().getValue()) == 1, "direction " + v));
    require(
        !index.containsKey("expireAfterSeconds") || key.size() == 1,
        "only an index of one field expires");
    if (index.containsKey("partialFilterExpression")) {
      filter(index.getDocument("partialFilterExpression"));
    }
  }

  private static void filter(BsonDocument filter) {
    filter.forEach(
        (name, value) -> {
          require(
              !name.startsWith("$") || PARTIAL.contains(name), "no partial index takes " + name);
          if (value.isDocument()) {
            filter(value.asDocument());
          } else if (value.isArray() && !name.equals("$in")) {
            value.asArray().forEach(v -> filter(v.asDocument()));
          }
        });
  }

  private static void update(BsonDocument update) {
    only(update, UPDATE, "an update");
    require(update.containsKey("q") && update.containsKey("u"), "an update needs q and u");
    BsonDocument change = update.getDocument("u");
    only(change, UPDATE_OPERATORS, "u");
    change.values().forEach(fields -> require(!fields.asDocument().isEmpty(), "u has no field"));
  }

  private static void only(BsonDocument document, Set<String> allowed, String what) {
    Set<String> others = new TreeSet<>(document.keySet());
    others.removeAll(allowed);
    require(others.isEmpty(), what + " has no field " + others);
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new AssertionError(problem);
    }
  }
}
