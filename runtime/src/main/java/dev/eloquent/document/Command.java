package dev.eloquent.document;

import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/**
 * A database command of a version, and what is known of it without asking the server.
 *
 * @param name of the command, its first field
 * @param document the whole of it
 * @param json its text
 */
record Command(String name, BsonDocument document, String json) {
  private static final Set<String> CONSTANT = Set.of("$set", "$unset", "$rename");
  private static final Set<String> PLAIN_UPDATE = Set.of("q", "u", "multi");
  private static final Set<String> PLAIN_WRITE =
      Set.of("update", "updates", "ordered", "comment", "writeConcern", "bypassDocumentValidation");

  /** Kind of what is in a collection's list of indexes; its name follows. */
  static final String INDEX_OF = "index of ";

  static final String COLLECTION = "collection";

  /**
   * Reads a line of a version's file.
   *
   * @throws SQLException if it is no command
   */
  static Command of(String json) throws SQLException {
    try {
      BsonDocument document = BsonDocument.parse(json);
      if (!document.isEmpty() && document.isString(document.getFirstKey())) {
        return new Command(document.getFirstKey(), document, json);
      }
    } catch (JsonParseException | BsonInvalidOperationException e) {
      throw new SQLException("no database command in extended JSON: " + e.getMessage(), "42601", e);
    }
    throw new SQLException("no database command: its first field names a collection", "42601");
  }

  /** What its first field names. */
  String collection() {
    return document.getString(name).getValue();
  }

  boolean is(String other) {
    return name.equals(other);
  }

  BsonArray list(String field) {
    return document.getArray(field, new BsonArray());
  }

  /**
   * Whether it is one update of many documents whose new values don't depend on the old ones, so
   * that it can be done in parts, any of them twice.
   */
  boolean isBounded() {
    if (!is("update") || list("updates").size() != 1) {
      return false;
    }
    BsonDocument update = update();
    BsonValue u = update.get("u");
    return PLAIN_WRITE.containsAll(document.keySet())
        && PLAIN_UPDATE.containsAll(update.keySet())
        && update.isDocument("q")
        && update.getBoolean("multi", BsonBoolean.FALSE).getValue()
        && u != null
        && u.isDocument()
        && CONSTANT.containsAll(u.asDocument().keySet());
  }

  /** The only update of a bounded one. */
  BsonDocument update() {
    return list("updates").get(0).asDocument();
  }

  /** Whether it inserts documents that can be found again. */
  boolean isIdentifiedInsert() {
    return is("insert")
        && !list("documents").isEmpty()
        && list("documents").stream().allMatch(d -> d.asDocument().containsKey("_id"));
  }

  private boolean deletesAll() {
    return is("delete")
        && list("deletes").stream()
            .allMatch(d -> d.asDocument().isNumber("limit") && limit(d.asDocument()) == 0);
  }

  private static int limit(BsonDocument delete) {
    return delete.getNumber("limit").intValue();
  }

  /** Whether a second time changes nothing that the first one did, whatever came of that. */
  boolean isRepeatable() {
    return is("createIndexes")
        || is("collMod")
        || isBounded()
        || isIdentifiedInsert()
        || deletesAll();
  }

  /** What will tell whether it took effect. */
  Checkpoint checkpoint() {
    if (isRepeatable()) {
      return Checkpoint.REPEAT;
    }
    return switch (name) {
      case "create" -> of(Rule.CREATES, List.of(absent(collection())), json);
      case "drop" -> of(Rule.DROPS, List.of(present(collection())), "");
      case "dropIndexes" -> droppedIndexes();
      case "renameCollection" -> renamed();
      default -> Checkpoint.OPAQUE;
    };
  }

  private Checkpoint droppedIndexes() {
    BsonValue index = document.get("index");
    List<BsonValue> all = new ArrayList<>();
    if (index != null && index.isArray()) {
      all.addAll(index.asArray());
    } else if (index != null) {
      all.add(index);
    }
    List<Named> named = new ArrayList<>();
    for (BsonValue each : all) {
      if (!each.isString() || each.asString().getValue().equals("*")) {
        return Checkpoint.OPAQUE;
      }
      named.add(new Named(INDEX_OF + collection(), each.asString().getValue(), Named.PRESENT));
    }
    return named.isEmpty() ? Checkpoint.OPAQUE : of(Rule.DROPS, named, "");
  }

  private Checkpoint renamed() {
    String to = document.getString("to", new BsonString("")).getValue();
    boolean replaces = document.getBoolean("dropTarget", BsonBoolean.FALSE).getValue();
    return replaces
        ? of(Rule.DROPS, List.of(present(collection())), "")
        : of(Rule.RENAMES, List.of(present(collection()), absent(to)), "");
  }

  private static Checkpoint of(Rule rule, List<Named> objects, String environment) {
    return new Checkpoint(rule, objects, environment);
  }

  private static Named present(String collection) {
    return new Named(COLLECTION, collection, Named.PRESENT);
  }

  private static Named absent(String collection) {
    return new Named(COLLECTION, collection, Named.ABSENT);
  }

  /** The collection whose documents, or parts of them, it takes away; empty for none. */
  Set<String> losers() {
    boolean unsets =
        is("update")
            && list("updates").stream()
                .map(update -> update.asDocument().get("u"))
                .anyMatch(u -> u != null && u.isDocument() && u.asDocument().containsKey("$unset"));
    return is("drop") || is("delete") || unsets ? Set.of(collection()) : Set.of();
  }
}
