package dev.eloquent.migration;

import dev.eloquent.history.DatabaseSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which rows undoing drafts loses, by what their reverses drop. */
final class Losses {
  private static final String NAME =
      "((?:[\\w$]+|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`)"
          + "(?:\\.(?:[\\w$]+|\"(?:[^\"]|\"\")+\"|`(?:[^`]|``)+`))?)";
  private static final Pattern DROP_TABLE =
      Pattern.compile("\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?" + NAME, Pattern.CASE_INSENSITIVE);
  private static final Pattern DROP_COLUMN =
      Pattern.compile(
          "\\bALTER\\s+TABLE\\s+(?:ONLY\\s+|IF\\s+EXISTS\\s+)*"
              + NAME
              + "[^;]*?\\bDROP\\s+(?!CONSTRAINT|INDEX|KEY|FOREIGN|PRIMARY|CHECK|DEFAULT|NOT\\b)",
          Pattern.CASE_INSENSITIVE);

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
      version.statements().forEach(sql -> collect(sql, tables));
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

  private static void collect(String sql, Set<String> tables) {
    for (Pattern pattern : List.of(DROP_TABLE, DROP_COLUMN)) {
      Matcher matcher = pattern.matcher(sql);
      while (matcher.find()) {
        tables.add(matcher.group(1));
      }
    }
  }
}
