package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Collections in memory, and what the commands of migrations do to them: as strict as a server, so
 * that an index dropped twice or a document that its validator refuses is an error.
 */
public final class CommandRun {
  private static final class Collection {
    BsonDocument validator = new BsonDocument();
    final Map<String, BsonDocument> indexes = new TreeMap<>();
    final List<BsonDocument> documents = new ArrayList<>();
  }

  private final Map<String, Collection> collections = new TreeMap<>();

  /** Runs a file of commands. */
  public void file(String text) {
    try {
      for (SplitStatement statement : MongoDialect.SYNTAX.split(text)) {
        CommandSyntaxCheck.check(statement.sql());
        command(BsonDocument.parse(statement.sql()));
      }
    } catch (SplitException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Everything but the documents, as text that is equal for equal collections. */
  public String structure() {
    StringBuilder text = new StringBuilder();
    collections.forEach(
        (name, c) ->
            text.append(name)
                .append(' ')
                .append(sorted(c.validator))
                .append(' ')
                .append(c.indexes)
                .append('\n'));
    return text.toString();
  }

  /** The documents of a collection, to be added to. */
  List<BsonDocument> documents(String name) {
    return collection(name).documents;
  }

  /** What is wrong with a document by its collection's validator; empty for nothing. */
  String refused(String name, BsonDocument document) {
    BsonDocument validator = collection(name).validator;
    return validator.isEmpty()
        ? ""
        : SchemaMatch.refused(validator.getDocument("$jsonSchema"), document);
  }

  void command(BsonDocument command) {
    String verb = command.getFirstKey();
    String name = command.getString(verb).getValue();
    switch (verb) {
      case "create" -> {
        require(!collections.containsKey(name), name + " exists");
        Collection created = new Collection();
        created.validator = command.getDocument("validator");
        collections.put(name, created);
      }
      case "drop" -> {
        collection(name);
        collections.remove(name);
      }
      case "renameCollection" -> {
        String to = command.getString("to").getValue();
        require(!collections.containsKey(to), to + " exists");
        Collection renamed = collection(name);
        collections.remove(name);
        collections.put(to, renamed);
      }
      case "collMod" -> modify(collection(name), command);
      case "createIndexes" -> createIndexes(collection(name), command);
      case "dropIndexes" -> {
        String index = command.getString("index").getValue();
        require(collection(name).indexes.remove(index) != null, "there is no index " + index);
      }
      case "update" -> command.getArray("updates").forEach(u -> update(name, u.asDocument()));
      default -> throw new AssertionError(verb);
    }
  }

  private static void modify(Collection collection, BsonDocument command) {
    if (command.containsKey("validator")) {
      collection.validator = command.getDocument("validator");
    }
    if (command.containsKey("index")) {
      BsonDocument change = command.getDocument("index");
      BsonDocument index = collection.indexes.get(change.getString("name").getValue());
      if (index == null || !index.containsKey("expireAfterSeconds")) {
        throw new AssertionError("no such index: " + change);
      }
      BsonDocument changed = index.clone();
      changed.put("expireAfterSeconds", change.get("expireAfterSeconds"));
      collection.indexes.put(change.getString("name").getValue(), changed);
    }
  }

  private static void createIndexes(Collection collection, BsonDocument command) {
    for (BsonValue index : command.getArray("indexes")) {
      String name = index.asDocument().getString("name").getValue();
      require(collection.indexes.put(name, index.asDocument()) == null, name + " exists");
    }
  }

  private void update(String name, BsonDocument update) {
    List<BsonDocument> documents = collection(name).documents;
    for (int i = 0; i < documents.size(); i++) {
      if (matches(documents.get(i), update.getDocument("q"))) {
        BsonDocument changed = documents.get(i).clone();
        update.getDocument("u").forEach((operator, f) -> apply(changed, operator, f.asDocument()));
        String refused = refused(name, changed);
        require(
            refused.isEmpty(), "the validator of " + name + " refuses " + changed + ": " + refused);
        require(!matches(changed, update.getDocument("q")), "not resumable: " + update);
        documents.set(i, changed);
      }
    }
  }

  private static boolean matches(BsonDocument document, BsonDocument query) {
    String field = query.getFirstKey();
    return query.isNull(field)
        ? !document.containsKey(field) || document.isNull(field)
        : document.containsKey(field);
  }

  private static void apply(BsonDocument document, String operator, BsonDocument fields) {
    fields.forEach(
        (field, value) -> {
          switch (operator) {
            case "$unset" -> document.remove(field);
            case "$set" -> document.put(field, value);
            case "$rename" -> document.put(value.asString().getValue(), document.remove(field));
            default -> throw new AssertionError(operator);
          }
        });
  }

  private Collection collection(String name) {
    Collection found = collections.get(name);
    return Objects.requireNonNull(found, "there is no collection " + name);
  }

  /** The order of properties and required fields means nothing. */
  private static String sorted(BsonValue value) {
    if (value.isDocument()) {
      Map<String, String> fields = new TreeMap<>();
      value.asDocument().forEach((name, v) -> fields.put(name, sorted(v)));
      return fields.toString();
    } else if (value.isArray()) {
      return value.asArray().stream().map(CommandRun::sorted).sorted().toList().toString();
    }
    return value.toString();
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new AssertionError(problem);
    }
  }
}
