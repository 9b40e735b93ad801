package dev.eloquent.migration;

import dev.eloquent.history.DatabaseSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says which rows undoing drafts loses, by what their reverses drop. */
final class Losses {
  private final DatabaseSession database;

  Losses(DatabaseSession database) {
    this.database = database;
  }

  String describe(List<Rollbacker.Undo> undo) {
    Set<String> tables = new TreeSet<>();
    List<String> names = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (Rollbacker.Undo version : undo) {
      names.add(version.version() + " (" + version.script() + ")");
      version.statements().forEach(sql -> tables.addAll(database.losers(sql)));
      if (version.java() != null) {
        classes.add(version.script());
      }
    }
    List<String> counts = new ArrayList<>();
    for (String table : tables) {
      long rows = database.count(table);
      if (rows >= 0) {
        counts.add(table + " (" + rows + (rows == 1 ? " row)" : " rows)"));
      }
    }
    return "The draft of version "
        + String.join(" and ", names)
        + " was applied here and has changed since. Undoing it "
        + (counts.isEmpty()
            ? "drops no table and no column"
            : "loses data of " + String.join(", ", counts))
        + (classes.isEmpty() ? "" : ", and runs down of " + String.join(", ", classes))
        + ". To undo it and apply the new one, run: migrate:run --redo-draft";
  }
}
