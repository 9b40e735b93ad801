package dev.eloquent.document;

import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Compares what a command says of a collection with what the server lists. */
final class Options {
  /** What is no property of the collection. */
  private static final Set<String> OF_THE_COMMAND =
      Set.of("create", "comment", "writeConcern", "maxTimeMS");

  private static final Map<String, BsonValue> DEFAULTS =
      Map.of(
          "validationLevel", new BsonString("strict"),
          "validationAction", new BsonString("error"));

  /** What the server lists with all that was left out. */
  private static final Set<String> COMPLETED = Set.of("collation", "timeseries", "clusteredIndex");

  private Options() {}

  /** Whether a collection that is listed so could be what the command has created. */
  static boolean same(BsonDocument create, BsonDocument listed) {
    BsonDocument wanted = create.clone();
    wanted.keySet().removeAll(OF_THE_COMMAND);
    BsonDocument there = listed.clone();
    there.remove("uuid");
    for (BsonDocument each : new BsonDocument[] {wanted, there}) {
      DEFAULTS.forEach(
          (key, value) -> {
            if (value.equals(each.get(key))) {
              each.remove(key);
            }
          });
    }
    if (!wanted.keySet().equals(there.keySet())) {
      return false;
    }
    for (String key : wanted.keySet()) {
      if (!same(wanted.get(key), there.get(key), COMPLETED.contains(key))) {
        return false;
      }
    }
    return true;
  }

  /** Numbers of any type are equal if their values are. */
  private static boolean same(BsonValue wanted, @Nullable BsonValue there, boolean partly) {
    if (there == null) {
      return false;
    }
    if (wanted.isNumber() && there.isNumber()) {
      return Double.compare(wanted.asNumber().doubleValue(), there.asNumber().doubleValue()) == 0;
    }
    if (wanted.isDocument() && there.isDocument()) {
      BsonDocument a = wanted.asDocument();
      BsonDocument b = there.asDocument();
      return (partly || a.size() == b.size())
          && a.entrySet().stream().allMatch(e -> same(e.getValue(), b.get(e.getKey()), partly));
    }
    if (wanted.isArray() && there.isArray()) {
      return same(wanted.asArray(), there.asArray());
    }
    return wanted.equals(there);
  }

  private static boolean same(BsonArray wanted, BsonArray there) {
    if (wanted.size() != there.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!same(wanted.get(i), there.get(i), false)) {
        return false;
      }
    }
    return true;
  }
}
