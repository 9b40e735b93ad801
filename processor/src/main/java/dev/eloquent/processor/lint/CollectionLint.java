package dev.eloquent.processor.lint;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.RenameTrail;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.lint.LintFinding.Level;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what changes of collections do to the documents that are there. */
final class CollectionLint {
  private final ChangeSet changes;
  private final RenameTrail renames;
  private final List<LintFinding> findings;
  private final Map<SchemaPath, Index> dropped = new HashMap<>();

  CollectionLint(ChangeSet changes, RenameTrail renames, List<LintFinding> findings) {
    this.changes = changes;
    this.renames = renames;
    this.findings = findings;
    for (SchemaChange change : changes.changes()) {
      if (change instanceof DropIndex drop) {
        String table = renames.tableAfter(drop);
        dropped.put(
            new SchemaPath(table, SchemaPath.Kind.INDEX, drop.index().name()), drop.index());
      }
    }
  }

  /** Whether the change is one of a collection. */
  boolean isAbout(SchemaChange change) {
    if (change instanceof CreateTable create) {
      return create.definition().isCollection();
    } else if (change instanceof DropTable drop) {
      return drop.definition().isCollection();
    }
    return changes
        .after()
        .table(renames.tableAfter(change))
        .filter(Table::isCollection)
        .isPresent();
  }

  void lint(SchemaChange change) {
    if (change instanceof DropTable) {
      report(
          Level.DESTRUCTIVE,
          Problem.COLLECTION_DROPPED,
          SchemaPath.table(change.table()),
          change.table());
    } else if (change instanceof CreateTable create) {
      create.definition().indexes().forEach(index -> nullable(create.definition(), index));
    } else if (change instanceof DropColumn drop) {
      removed(drop);
    } else if (change instanceof AddColumn add) {
      required(add.path(), add.column(), !add.column().nullable() && add.backfill() == null);
    } else if (change instanceof AlterColumn alter) {
      altered(alter);
    } else if (change instanceof AddIndex add) {
      index(add);
    }
  }

  private void removed(DropColumn drop) {
    // The field has no element any more, its collection's class has.
    String table = renames.tableAfter(drop);
    String label = drop.table() + "." + drop.column().name();
    report(
        Level.DESTRUCTIVE,
        Problem.FIELD_REMOVED,
        SchemaPath.table(table),
        label,
        drop.column().type().text());
  }

  private void required(SchemaPath path, Column column, boolean unfillable) {
    if (unfillable) {
      report(Level.UNFILLABLE, Problem.FIELD_UNFILLABLE, path, label(path), column.type().text());
    }
  }

  private void altered(AlterColumn alter) {
    Column before = alter.before();
    Column after = alter.after();
    required(
        alter.path(), after, before.nullable() && !after.nullable() && alter.backfill() == null);
    String refused = DocumentFit.refused(before.type(), after.type());
    if (!refused.isEmpty()) {
      report(
          Level.DESTRUCTIVE,
          Problem.DOCUMENTS_REFUSED,
          alter.path(),
          label(alter.path()),
          before.type().text(),
          after.type().text(),
          refused);
    }
  }

  private void index(AddIndex add) {
    Index index = add.index();
    Index was = dropped.get(add.path());
    Table table = changes.after().table(add.table()).orElseThrow();
    nullable(table, index);
    String fields =
        String.join(", ", index.columns().stream().map(Index.IndexColumn::name).toList());
    boolean sameKeys =
        was != null
            && was.unique()
            && was.columns().equals(index.columns())
            && was.where().equals(index.where());
    if (index.unique() && !sameKeys) {
      report(
          Level.RISKY,
          Problem.UNIQUE_DOCUMENTS_MAY_FAIL,
          add.path(),
          index.name(),
          add.table(),
          fields);
    }
    boolean sooner =
        was == null
            || was.expireAfterSeconds() < 0
            || was.expireAfterSeconds() > index.expireAfterSeconds()
            || !was.columns().equals(index.columns());
    if (index.expireAfterSeconds() >= 0 && sooner) {
      report(
          Level.DESTRUCTIVE,
          Problem.DOCUMENTS_EXPIRE,
          add.path(),
          index.name(),
          add.table(),
          Integer.toString(index.expireAfterSeconds()),
          fields);
    }
  }

  /** To an index of MongoDB a missing value is one, and only one document may have it. */
  private void nullable(Table table, Index index) {
    List<String> missing = new ArrayList<>();
    boolean all = true;
    for (Index.IndexColumn column : index.columns()) {
      boolean nullable = table.column(column.name()).filter(Column::nullable).isPresent();
      all &= nullable;
      if (nullable) {
        missing.add(column.name());
      }
    }
    if (index.unique() && all && index.where().isEmpty()) {
      String first = missing.get(0).replace("\"", "\\\"");
      report(
          Level.RISKY,
          Problem.UNIQUE_OVER_NULLABLE,
          new SchemaPath(table.name(), SchemaPath.Kind.INDEX, index.name()),
          index.name(),
          table.name(),
          String.join(" and ", missing),
          "\"{\\\"" + first + "\\\": {\\\"$gt\\\": …}}\"");
    }
  }

  private static String label(SchemaPath path) {
    return path.table() + "." + path.name();
  }

  private void report(Level level, Problem problem, SchemaPath path, String... arguments) {
    findings.add(new LintFinding(Finding.of(problem, path, arguments), level));
  }
}
