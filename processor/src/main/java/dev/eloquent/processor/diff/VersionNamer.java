package dev.eloquent.processor.diff;

import dev.eloquent.format.FileNames;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names a version after its changes.
 *
 * <p>One table: {@code create_users}, {@code drop_users}, {@code rename_users_to_members}, {@code
 * add_email_to_users}, {@code drop_email_from_users}, {@code rename_name_to_full_name_in_users},
 * else {@code alter_users}. Two of one kind: {@code create_orders_and_users}. More: {@code
 * create_orders_and_2_more}, after the first by name of what is created, else dropped, renamed,
 * altered.
 */
public final class VersionNamer {
  private static final String FALLBACK = "change";

  private final ChangeSet changes;
  private final RenameTrail renames;
  private final SortedSet<String> created = new TreeSet<>();
  private final SortedSet<String> dropped = new TreeSet<>();
  private final SortedSet<String> altered = new TreeSet<>();

  private VersionNamer(ChangeSet changes) {
    this.changes = changes;
    renames = new RenameTrail(changes);
  }

  /** A name of {@code [a-z0-9_]}, 1 to 100 characters, whatever the tables are called. */
  public static String name(ChangeSet changes) {
    VersionNamer namer = new VersionNamer(changes);
    namer.sort();
    return namer.name();
  }

  /** Counts by kind: {@code 2 tables created, 1 column added}; {@code no changes} for none. */
  public static String summary(ChangeSet changes) {
    return ChangeSummary.of(changes);
  }

  private void sort() {
    for (SchemaChange change : changes.changes()) {
      if (change instanceof CreateTable) {
        created.add(change.table());
      } else if (change instanceof DropTable) {
        dropped.add(change.table());
      }
    }
    for (String table : List.copyOf(dropped)) {
      if (created.remove(table)) {
        dropped.remove(table);
        altered.add(table);
      }
    }
    for (SchemaChange change : changes.changes()) {
      if (!(change instanceof CreateTable
          || change instanceof DropTable
          || change instanceof SchemaChange.RenameTable)) {
        altered.add(renames.tableAfter(change));
      }
    }
    altered.removeAll(new HashSet<>(renames.tables().values()));
  }

  private String name() {
    int count = created.size() + dropped.size() + renames.tables().size() + altered.size();
    if (count == 0) {
      return FALLBACK;
    }
    if (!created.isEmpty()) {
      return several("create", created, count);
    } else if (!dropped.isEmpty()) {
      return several("drop", dropped, count);
    } else if (!renames.tables().isEmpty()) {
      Map.Entry<String, String> first = renames.tables().entrySet().iterator().next();
      String more = count == 1 ? "" : "and_" + (count - 1) + "_more";
      return join("rename", first.getKey(), "to", first.getValue(), more);
    } else if (count == 1) {
      return columns(altered.first());
    }
    return several("alter", altered, count);
  }

  private static String several(String verb, SortedSet<String> tables, int count) {
    if (count == 2 && tables.size() == 2) {
      String both = join(verb, tables.first(), "and", tables.last(), "");
      if (both.length() < FileNames.MAX_NAME_LENGTH) {
        return both;
      }
    }
    return join(verb, tables.first(), "", "", count == 1 ? "" : "and_" + (count - 1) + "_more");
  }

  /** The name of a version that only alters one table. */
  private String columns(String table) {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    int others = 0;
    for (SchemaChange change : changes.changes()) {
      if (change instanceof AddColumn add) {
        added.add(add.column().name());
      } else if (change instanceof DropColumn drop) {
        removed.add(drop.column().name());
      } else if (change instanceof AlterColumn
          || change instanceof ChangePrimaryKey
          || change instanceof CommentTable
          || change instanceof CreateTable) {
        others++;
      }
    }
    Map<String, String> renamed = renames.columns(table);
    if (others == 0 && removed.isEmpty() && renamed.isEmpty() && !added.isEmpty()) {
      return join("add", added.get(0), and(added), "to", table);
    }
    if (others == 0 && added.isEmpty() && renamed.isEmpty() && !removed.isEmpty()) {
      return join("drop", removed.get(0), and(removed), "from", table);
    }
    if (others == 0 && added.isEmpty() && removed.isEmpty() && renamed.size() == 1) {
      Map.Entry<String, String> only = renamed.entrySet().iterator().next();
      return join("rename", only.getKey() + "_to_" + only.getValue(), "", "in", table);
    }
    return join("alter", table, "", "", "");
  }

  private static String and(List<String> names) {
    return switch (names.size()) {
      case 1 -> "";
      case 2 -> "and_" + names.get(1);
      default -> "and_" + (names.size() - 1) + "_more";
    };
  }

  /**
   * Puts the name together. A long one keeps its last part, which says how many or where, as far as
   * it can.
   */
  private static String join(String verb, String first, String middle, String second, String last) {
    String subject = clean(first);
    boolean lost = subject.isEmpty() || (!second.isEmpty() && clean(second).isEmpty());
    String tail = clean(last);
    if (lost || (!last.isEmpty() && tail.isEmpty())) {
      return FALLBACK;
    }
    String name = verb + "_" + subject;
    for (String part : List.of(clean(middle), clean(second), tail)) {
      name += part.isEmpty() ? "" : "_" + part;
    }
    return name.length() <= FileNames.MAX_NAME_LENGTH
        ? name
        : name.substring(0, FileNames.MAX_NAME_LENGTH);
  }

  private static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        kept.append((char) (c + ('a' - 'A')));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
