package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands for one collection that stays, under its new name: indexes that go, a validator that
 * says nothing of what changes, documents, the new validator, new indexes.
 *
 * <p>At every moment the validator admits the documents that fulfilled it before, half changed ones
 * included, and each reverse leads back to the moment before its command.
 */
final class CollectionPlan {
  private final Table before;
  private final Table after;
  private final List<SchemaChange> changes;
  private final String name;
  private final String relaxed;
  private final List<PlannedStatement> statements = new ArrayList<>();

  /** The fields that only the reverse has work with: those that came, and that may be empty now. */
  private final List<Column> came = new ArrayList<>();

  private final List<Column> loosened = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  CollectionPlan(Table before, Table after, List<SchemaChange> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
    name = after.name();
    relaxed = Commands.validator(name, Validators.of(before, touched()));
  }

  List<PlannedStatement> statements() {
    List<PlannedStatement> updates = new ArrayList<>();
    changes.forEach(change -> update(change, updates));
    dropIndexes();
    String current = Commands.validator(name, Validators.of(before));
    if (!updates.isEmpty() && !relaxed.equals(current)) {
      add(relaxed, current);
      current = relaxed;
    }
    statements.addAll(updates);
    String wanted = Commands.validator(name, Validators.of(after));
    if (!wanted.equals(current)) {
      tighten(wanted, current);
    }
    createIndexes();
    return statements;
  }

  /** Every field that documents have otherwise before, meanwhile or after. */
  private Set<String> touched() {
    Set<String> names = new HashSet<>();
    for (SchemaChange change : changes) {
      if (change instanceof RenameColumn rename) {
        names.add(rename.from());
        names.add(rename.to());
      } else if (change instanceof AddColumn add) {
        names.add(add.column().name());
      } else if (change instanceof DropColumn drop) {
        names.add(drop.column().name());
      } else if (change instanceof AlterColumn alter) {
        names.add(alter.after().name());
      }
    }
    return names;
  }

  private void update(SchemaChange change, List<PlannedStatement> updates) {
    if (change instanceof DropColumn drop) {
      updates.add(remove(drop.column()));
    } else if (change instanceof RenameColumn rename) {
      updates.add(
          PlannedStatement.of(
              "rename field",
              Commands.renameField(name, rename.from(), rename.to()),
              Commands.renameField(name, rename.to(), rename.from())));
    } else if (change instanceof AddColumn add) {
      add(add.column(), add.backfill(), updates);
    } else if (change instanceof AlterColumn alter) {
      DefaultValue value = alter.backfill();
      if (value != null) {
        updates.add(fill(alter.after(), value, List.of(), ""));
        noteFilled(alter, value);
      } else if (alter.after().nullable() && !alter.before().nullable()) {
        loosened.add(alter.before());
      }
    }
  }

  /** Which documents were filled nobody knows afterwards; the type before may refuse them. */
  private void noteFilled(AlterColumn alter, DefaultValue value) {
    if (!alter.before().type().equals(alter.after().type())) {
      String content = Json.write(MongoValues.of(alter.after().type(), value));
      notes.add(
          "documents that got "
              + content
              + " in "
              + name
              + "."
              + alter.after().name()
              + " keep it");
    }
  }

  private void add(Column column, @Nullable DefaultValue value, List<PlannedStatement> updates) {
    if (value == null) {
      came.add(column);
      return;
    }
    List<String> reverse = List.of(Commands.removeField(name, column.name()));
    updates.add(fill(column, value, reverse, lost(column)));
  }

  private PlannedStatement fill(
      Column column, DefaultValue value, List<String> reverse, String note) {
    Object content = MongoValues.of(column.type(), value);
    return new PlannedStatement(
        "fill field", Commands.fillField(name, column.name(), content), reverse, note);
  }

  private PlannedStatement remove(Column column) {
    String lost = lost(column);
    List<String> reverse = new ArrayList<>();
    String note = lost;
    if (!column.nullable()) {
      Object placeholder = MongoValues.placeholder(column.type());
      reverse.add(Commands.fillField(name, column.name(), placeholder));
      note += ", documents get " + Json.write(placeholder);
    }
    return new PlannedStatement(
        "remove field", Commands.removeField(name, column.name(), lost), reverse, note);
  }

  /** The last validator; what comes back before the one in front of it fits the documents. */
  private void tighten(String wanted, String current) {
    List<String> updates = new ArrayList<>();
    for (Column column : came) {
      updates.add(Commands.removeField(name, column.name()));
      notes.add(lost(column));
    }
    for (Column column : loosened) {
      Object placeholder = MongoValues.placeholder(column.type());
      updates.add(Commands.fillField(name, column.name(), placeholder));
      notes.add(
          "documents without " + name + "." + column.name() + " get " + Json.write(placeholder));
    }
    List<String> reverse = new ArrayList<>();
    if (!updates.isEmpty() && !relaxed.equals(current)) {
      reverse.add(relaxed);
    }
    if (updates.isEmpty() || relaxed.equals(current)) {
      reverse.add(current);
    }
    reverse.addAll(updates);
    if (!updates.isEmpty() && !relaxed.equals(current)) {
      reverse.add(current);
    }
    statements.add(
        new PlannedStatement("set validator", wanted, reverse, String.join(", ", notes)));
  }

  private void dropIndexes() {
    for (Index index : before.indexes()) {
      if (sameName(after, index).filter(now -> isKept(index, now)).isEmpty()) {
        add(Commands.dropIndex(name, index), Commands.createIndexes(name, List.of(index)));
      }
    }
  }

  private void createIndexes() {
    for (Index index : after.indexes()) {
      Index was = sameName(before, index).filter(i -> isKept(i, index)).orElse(null);
      if (was == null) {
        add(Commands.createIndexes(name, List.of(index)), Commands.dropIndex(name, index));
      } else if (was.expireAfterSeconds() != index.expireAfterSeconds()) {
        add(Commands.expire(name, index), Commands.expire(name, was));
      }
    }
  }

  private static Optional<Index> sameName(Table table, Index index) {
    return table.indexes().stream().filter(i -> i.name().equals(index.name())).findFirst();
  }

  /** Whether the server's index can stay, if need be with another time to live. */
  private static boolean isKept(Index was, Index now) {
    boolean expires = was.expireAfterSeconds() >= 0;
    return expires == now.expireAfterSeconds() >= 0
        && was.columns().equals(now.columns())
        && was.unique() == now.unique()
        && Objects.equals(was.where(), now.where());
  }

  private void add(String command, String reverse) {
    statements.add(PlannedStatement.of("change collection", command, reverse));
  }

  private String lost(Column column) {
    return "the values of " + name + "." + column.name() + " are lost";
  }
}
