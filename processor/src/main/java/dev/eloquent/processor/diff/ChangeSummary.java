package dev.eloquent.processor.diff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Counts the changes of a version for a line on the console. */
final class ChangeSummary {
  /** The order of the kinds, with their plurals. */
  private static final String[][] KINDS = {
    {"table created", "tables created"},
    {"table dropped", "tables dropped"},
    {"table renamed", "tables renamed"},
    {"table comment changed", "table comments changed"},
    {"column added", "columns added"},
    {"column dropped", "columns dropped"},
    {"column renamed", "columns renamed"},
    {"column changed", "columns changed"},
    {"primary key changed", "primary keys changed"},
    {"index added", "indexes added"},
    {"index dropped", "indexes dropped"},
    {"index renamed", "indexes renamed"},
    {"index changed", "indexes changed"},
    {"foreign key added", "foreign keys added"},
    {"foreign key dropped", "foreign keys dropped"},
    {"foreign key renamed", "foreign keys renamed"},
    {"foreign key changed", "foreign keys changed"},
    {"check added", "checks added"},
    {"check dropped", "checks dropped"},
    {"check renamed", "checks renamed"},
    {"check changed", "checks changed"},
  };

  private final RenameTrail renames;
  private final Map<String, Integer> counts = new HashMap<>();

  private ChangeSummary(ChangeSet changes) {
    renames = new RenameTrail(changes);
    count("table renamed", renames.tables().size());
    Set<String> keys = new HashSet<>();
    Set<String> renamedIn = new HashSet<>();
    Map<String, Set<String>> parts = new LinkedHashMap<>();
    for (SchemaChange change : changes.changes()) {
      String table = renames.tableAfter(change);
      if (change instanceof SchemaChange.ChangePrimaryKey) {
        keys.add(table);
      } else if (change instanceof SchemaChange.RenameColumn) {
        renamedIn.add(table);
      } else if (!(change instanceof SchemaChange.RenameTable)) {
        count(change, table, parts);
      }
    }
    count("primary key changed", keys.size());
    renamedIn.forEach(table -> count("column renamed", renames.columns(table).size()));
  }

  /** See {@link VersionNamer#summary}. */
  static String of(ChangeSet changes) {
    Map<String, Integer> counts = new ChangeSummary(changes).counts;
    StringBuilder text = new StringBuilder();
    for (String[] kind : KINDS) {
      int count = counts.getOrDefault(kind[0], 0);
      if (count > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(count).append(' ');
        text.append(kind[count == 1 ? 0 : 1]);
      }
    }
    return text.isEmpty() ? "no changes" : text.toString();
  }

  private void count(SchemaChange change, String table, Map<String, Set<String>> dropped) {
    if (change instanceof SchemaChange.CreateTable) {
      count("table created", 1);
    } else if (change instanceof SchemaChange.DropTable) {
      count("table dropped", 1);
    } else if (change instanceof SchemaChange.CommentTable) {
      count("table comment changed", 1);
    } else if (change instanceof SchemaChange.AddColumn) {
      count("column added", 1);
    } else if (change instanceof SchemaChange.DropColumn) {
      count("column dropped", 1);
    } else if (change instanceof SchemaChange.AlterColumn) {
      count("column changed", 1);
    } else if (change instanceof SchemaChange.RenameConstraint) {
      count(kind(change) + " renamed", 1);
    } else {
      constraint(change, table, dropped);
    }
  }

  /** A part that goes and comes again under its name is a changed one. */
  private void constraint(SchemaChange change, String table, Map<String, Set<String>> dropped) {
    String kind = kind(change);
    boolean drop =
        change instanceof SchemaChange.DropIndex
            || change instanceof SchemaChange.DropForeignKey
            || change instanceof SchemaChange.DropCheck;
    Set<String> names = dropped.computeIfAbsent(kind + " " + table, key -> new HashSet<>());
    if (drop) {
      names.add(change.path().name());
      count(kind + " dropped", 1);
    } else if (names.remove(change.path().name())) {
      count(kind + " dropped", -1);
      count(kind + " changed", 1);
    } else {
      count(kind + " added", 1);
    }
  }

  private static String kind(SchemaChange change) {
    return switch (change.path().kind()) {
      case INDEX -> "index";
      case FOREIGN_KEY -> "foreign key";
      default -> "check";
    };
  }

  private void count(String kind, int number) {
    counts.merge(kind, number, Integer::sum);
  }
}
