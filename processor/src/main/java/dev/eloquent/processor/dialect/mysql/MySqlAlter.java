package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ALTER TABLE} in the making. All that happens to one column is one action of it, from
 * what the column was before the statement to what it is after it.
 */
final class MySqlAlter {
  private final String table;
  private final List<Action> actions = new ArrayList<>();

  MySqlAlter(String table) {
    this.table = table;
  }

  private sealed interface Action {}

  private record Clause(String comment, String there, String back, boolean isRule)
      implements Action {}

  /**
   * A column from one definition to another; null where there is none.
   *
   * @param placeholder what rows get when the reverse adds the column; null for nothing
   * @param note what is lost; empty for nothing
   * @param finishes whether an earlier statement added the column, whose reverse drops it
   */
  private record ColumnAction(
      @Nullable Column before,
      @Nullable Column after,
      @Nullable DefaultValue placeholder,
      String note,
      boolean finishes)
      implements Action {}

  /** Adds an action that is about no column. */
  void clause(String comment, String there, String back) {
    actions.add(new Clause(comment, there, back, false));
  }

  /**
   * Adds an action that drops an index or a check, which rows may break when the reverse adds it.
   */
  void dropRule(String comment, String there, String back) {
    actions.add(new Clause(comment, there, back, true));
  }

  void add(Column column) {
    actions.add(new ColumnAction(null, column, null, "", false));
  }

  void drop(Column column, @Nullable DefaultValue placeholder, String note) {
    actions.add(new ColumnAction(column, null, placeholder, note, false));
  }

  /** Gives a column its definition that an earlier statement of the step added with another. */
  void finish(Column before, Column after) {
    actions.add(new ColumnAction(before, after, null, "", true));
  }

  /** Changes a column, which may be called otherwise afterwards. */
  void change(Column before, Column after) {
    for (int i = 0; i < actions.size(); i++) {
      if (actions.get(i) instanceof ColumnAction a
          && a.after() != null
          && a.after().name().equals(before.name())) {
        actions.set(i, new ColumnAction(a.before(), after, null, "", a.finishes()));
        return;
      }
    }
    actions.add(new ColumnAction(before, after, null, "", false));
  }

  /** Gives a column another name; its definition is {@code former}, or what it was changed to. */
  void rename(Column former, String to) {
    Column current = former;
    for (Action action : actions) {
      if (action instanceof ColumnAction a
          && a.after() != null
          && a.after().name().equals(former.name())) {
        current = a.after();
      }
    }
    change(current, MySqlColumnChange.renamed(current, to));
  }

  /** The statement; empty if nothing happens. */
  Optional<PlannedStatement> statement() {
    Text text = new Text(table);
    actions.forEach(text::add);
    return text.statement();
  }

  /** The texts of the actions. */
  private static final class Text {
    private final String table;
    private final List<String> comments = new ArrayList<>();
    private final List<String> there = new ArrayList<>();
    private final List<String> back = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Text(String table) {
      this.table = table;
    }

    void add(Action action) {
      if (action instanceof Clause clause) {
        add(clause.comment(), clause.there(), clause.back(), "");
        if (clause.isRule()) {
          rules.add(clause.back());
        }
        return;
      }
      ColumnAction column = (ColumnAction) action;
      Column before = column.before();
      Column after = column.after();
      if (before == null && after != null) {
        String comment = "Add column " + place(after);
        add(comment, MySqlColumnChange.add(after), MySqlColumnChange.drop(after), "");
      } else if (before != null && after == null) {
        drop(before, column.placeholder(), column.note());
      } else if (before != null && after != null && !before.equals(after)) {
        change(before, after, column.finishes());
      }
    }

    private void add(String comment, String action, String reverse, String note) {
      comments.add(comment);
      there.add(action);
      if (!reverse.isEmpty()) {
        back.add(reverse);
      }
      if (!note.isEmpty()) {
        notes.add(note);
      }
    }

    private String place(Column column) {
      return MySqlColumnChange.place(table, column);
    }

    private void drop(Column column, @Nullable DefaultValue placeholder, String what) {
      String note = what;
      Column added = column;
      if (column.identity()) {
        note += ", rows get new ones";
      } else if (placeholder != null) {
        added = MySqlColumnChange.filled(column, placeholder);
        afterwards.add(MySqlColumnChange.modify(column));
      }
      String comment = "Drop column " + place(column);
      add(comment, MySqlColumnChange.drop(column), MySqlColumnChange.add(added), note);
    }

    private void change(Column before, Column after, boolean finishes) {
      boolean renames = !before.name().equals(after.name());
      String from = MySqlWriter.column(before);
      String to = MySqlWriter.column(after);
      if (from.equals(to)) {
        return;
      }
      String names = MySqlColumnChange.place(table, before) + " to " + after.name();
      boolean alters =
          !MySqlWriter.column(MySqlColumnChange.renamed(before, after.name())).equals(to);
      // MariaDB names its own check of a JSON column after it, and follows only CHANGE.
      if (renames && !alters && !(after.type() instanceof ColumnType.Json)) {
        add(
            "Rename column " + names,
            "RENAME COLUMN " + name(before.name()) + " TO " + name(after.name()),
            "RENAME COLUMN " + name(after.name()) + " TO " + name(before.name()),
            "");
      } else if (renames) {
        add(
            (alters ? "Rename and change column " : "Rename column ") + names,
            "CHANGE COLUMN " + name(before.name()) + " " + to,
            "CHANGE COLUMN " + name(after.name()) + " " + from,
            MySqlColumnChange.note(table, before, after));
      } else if (finishes) {
        add("Finish column " + place(after), MySqlColumnChange.modify(after), "", "");
      } else {
        add(
            "Change column " + place(after),
            MySqlColumnChange.modify(after),
            MySqlColumnChange.modify(before),
            MySqlColumnChange.note(table, before, after));
      }
    }

    Optional<PlannedStatement> statement() {
      if (there.isEmpty()) {
        return Optional.empty();
      }
      List<String> reverse = new ArrayList<>();
      if (!afterwards.isEmpty()) {
        // A rule that the placeholders break stops the second statement, so that the rows can be
        // corrected in between.
        back.removeAll(rules);
        Collections.reverse(rules);
        afterwards.addAll(rules);
      }
      Collections.reverse(back);
      for (List<String> some : List.of(back, afterwards)) {
        if (!some.isEmpty()) {
          reverse.add(MySqlWriter.alter(table, some));
        }
      }
      return Optional.of(
          new PlannedStatement(
              comment(), MySqlWriter.alter(table, there), reverse, String.join("; ", notes)));
    }

    /** {@code Drop check ck_a; add column users.b; …}. */
    private String comment() {
      StringBuilder all = new StringBuilder(comments.get(0));
      for (String more : comments.subList(1, comments.size())) {
        all.append("; ");
        all.append(more.substring(0, 1).toLowerCase(Locale.ROOT)).append(more.substring(1));
      }
      return all.toString();
    }
  }
}
