package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The database commands that change collections, as text.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/command/">Database commands</a>
 */
final class Commands {
  private Commands() {}

  static String create(Table table) {
    return command("create", table.name(), "validator", Validators.of(table));
  }

  static String drop(String collection) {
    return command("drop", collection);
  }

  /** A drop that says what it loses. */
  static String drop(String collection, String comment) {
    return command("drop", collection, "comment", comment);
  }

  static String rename(String from, String to) {
    return command("renameCollection", from, "to", to);
  }

  static String validator(String collection, Object validator) {
    return command("collMod", collection, "validator", validator);
  }

  static String createIndexes(String collection, List<Index> indexes) {
    return command(
        "createIndexes", collection, "indexes", indexes.stream().map(Commands::index).toList());
  }

  static String dropIndex(String collection, Index index) {
    return command("dropIndexes", collection, "index", index.name());
  }

  /** Changes when documents expire, which no index is built anew for. */
  static String expire(String collection, Index index) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("name", index.name());
    change.put("expireAfterSeconds", index.expireAfterSeconds());
    return command("collMod", collection, "index", change);
  }

  static String renameField(String collection, String from, String to) {
    return command(
        "update", collection, "updates", updates(exists(from), "$rename", Map.of(from, to)));
  }

  static String removeField(String collection, String field) {
    return command(
        "update", collection, "updates", updates(exists(field), "$unset", Map.of(field, "")));
  }

  /** A removal that says what it loses. */
  static String removeField(String collection, String field, String comment) {
    List<?> updates = updates(exists(field), "$unset", Map.of(field, ""));
    return command("update", collection, "updates", updates, "comment", comment);
  }

  /** Gives a value to every document in which the field is missing or null. */
  static String fillField(String collection, String field, Object value) {
    Map<String, Object> missing = Map.of(field, new Json.Raw("null"));
    return command("update", collection, "updates", updates(missing, "$set", Map.of(field, value)));
  }

  /** What of an index the server compares: two of the same text are one. */
  static Map<String, Object> index(Index index) {
    Map<String, Object> key = new LinkedHashMap<>();
    index.columns().forEach(column -> key.put(column.name(), column.descending() ? -1 : 1));
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("key", key);
    text.put("name", index.name());
    if (index.unique()) {
      text.put("unique", true);
    }
    if (!index.where().isEmpty()) {
      text.put("partialFilterExpression", new Json.Raw(index.where()));
    }
    if (index.expireAfterSeconds() >= 0) {
      text.put("expireAfterSeconds", index.expireAfterSeconds());
    }
    return text;
  }

  private static Map<String, Object> exists(String field) {
    return Map.of(field, Map.of("$exists", true));
  }

  private static List<?> updates(Map<String, ?> query, String operator, Map<String, ?> fields) {
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("q", query);
    update.put("u", Map.of(operator, fields));
    update.put("multi", true);
    return List.of(update);
  }

  private static String command(Object... properties) {
    Map<String, Object> command = new LinkedHashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      command.put((String) properties[i], properties[i + 1]);
    }
    return Json.write(command);
  }
}
