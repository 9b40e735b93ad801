package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a schema. Table and column names are those <em>after</em> all renames of the step,
 * except in the renames themselves and in what is dropped before them; {@link ChangeOrder} says
 * which is which. Every change is a value: applying the changes of a step in order to the schema
 * before gives the schema after, and their inverses in reverse order lead back.
 */
public sealed interface SchemaChange {
  /** The table that changes, as it is called when this change runs. */
  String table();

  /** The change that takes this one back. */
  SchemaChange inverse();

  /** What the change is about, for messages. */
  default SchemaPath path() {
    return SchemaPath.table(table());
  }

  /**
   * A new table with everything: no other change of the step adds to it.
   *
   * <p>Its foreign keys find everything they reference, but for tables of a cycle that are created
   * after it: where a database minds, the dialect adds those keys after the last table.
   */
  record CreateTable(Table definition) implements SchemaChange {
    @Override
    public String table() {
      return definition.name();
    }

    @Override
    public DropTable inverse() {
      return new DropTable(definition);
    }
  }

  /**
   * A table that is gone with its rows, indexes, keys and checks; none of these has a change of its
   * own. Foreign keys of surviving tables towards it were dropped before.
   *
   * <p>Among dropped tables, the referencing one goes first; a dialect breaks cycles itself.
   */
  record DropTable(Table definition) implements SchemaChange {
    @Override
    public String table() {
      return definition.name();
    }

    @Override
    public CreateTable inverse() {
      return new CreateTable(definition);
    }
  }

  /**
   * A table under another name. What is named after the table keeps its name; those indexes and
   * keys whose derived name changes have a change of their own. Only the primary key has no name in
   * the schema: a dialect whose database names it renames it along.
   */
  record RenameTable(String from, String to) implements SchemaChange {
    @Override
    public String table() {
      return from;
    }

    @Override
    public RenameTable inverse() {
      return new RenameTable(to, from);
    }
  }

  /** Another comment on a table; empty for none. */
  record CommentTable(String table, String from, String to) implements SchemaChange {
    @Override
    public CommentTable inverse() {
      return new CommentTable(table, to, from);
    }
  }

  /**
   * A new column.
   *
   * @param backfill what existing rows get once; null for the column's default
   */
  record AddColumn(String table, Column column, @Nullable DefaultValue backfill)
      implements SchemaChange {
    @Override
    public SchemaPath path() {
      return SchemaPath.column(table, column.name());
    }

    @Override
    public DropColumn inverse() {
      return new DropColumn(table, column);
    }
  }

  /** A column that is gone with its values. */
  record DropColumn(String table, Column column) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return SchemaPath.column(table, column.name());
    }

    @Override
    public AddColumn inverse() {
      return new AddColumn(table, column, null);
    }
  }

  /** A column under another name. */
  record RenameColumn(String table, String from, String to) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return SchemaPath.column(table, to);
    }

    @Override
    public RenameColumn inverse() {
      return new RenameColumn(table, to, from);
    }
  }

  /**
   * A column with another type, nullability, default, identity or comment; both have the new name.
   *
   * @param backfill what rows get that hold {@code NULL} when the column becomes {@code NOT NULL};
   *     null for nothing
   */
  record AlterColumn(String table, Column before, Column after, @Nullable DefaultValue backfill)
      implements SchemaChange {
    @Override
    public SchemaPath path() {
      return SchemaPath.column(table, after.name());
    }

    @Override
    public AlterColumn inverse() {
      return new AlterColumn(table, after, before, null);
    }
  }

  /**
   * Another primary key; an empty list is none. Where a column of the old key is dropped, the key
   * changes before that (see {@link ChangeOrder}), with the names before the renames, and possibly
   * to none with a second change from none later on.
   */
  record ChangePrimaryKey(String table, List<String> before, List<String> after)
      implements SchemaChange {
    /** Copies the lists. */
    public ChangePrimaryKey {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    @Override
    public ChangePrimaryKey inverse() {
      return new ChangePrimaryKey(table, after, before);
    }
  }

  /** A new index. */
  record AddIndex(String table, Index index) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.INDEX, index.name());
    }

    @Override
    public DropIndex inverse() {
      return new DropIndex(table, index);
    }
  }

  /** An index that is gone. */
  record DropIndex(String table, Index index) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.INDEX, index.name());
    }

    @Override
    public AddIndex inverse() {
      return new AddIndex(table, index);
    }
  }

  /** A new foreign key. */
  record AddForeignKey(String table, ForeignKey foreignKey) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.FOREIGN_KEY, foreignKey.name());
    }

    @Override
    public DropForeignKey inverse() {
      return new DropForeignKey(table, foreignKey);
    }
  }

  /** A foreign key that is gone. */
  record DropForeignKey(String table, ForeignKey foreignKey) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.FOREIGN_KEY, foreignKey.name());
    }

    @Override
    public AddForeignKey inverse() {
      return new AddForeignKey(table, foreignKey);
    }
  }

  /**
   * An index, foreign key or check under another name, which nothing of its kind had before in the
   * schema; all else of it, but for names of tables and columns, is as before.
   */
  record RenameConstraint(String table, SchemaPath.Kind kind, String from, String to)
      implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, kind, to);
    }

    @Override
    public RenameConstraint inverse() {
      return new RenameConstraint(table, kind, to, from);
    }
  }

  /** A new check. */
  record AddCheck(String table, Check check) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.CHECK, check.name());
    }

    @Override
    public DropCheck inverse() {
      return new DropCheck(table, check);
    }
  }

  /** A check that is gone. */
  record DropCheck(String table, Check check) implements SchemaChange {
    @Override
    public SchemaPath path() {
      return new SchemaPath(table, SchemaPath.Kind.CHECK, check.name());
    }

    @Override
    public AddCheck inverse() {
      return new AddCheck(table, check);
    }
  }
}
