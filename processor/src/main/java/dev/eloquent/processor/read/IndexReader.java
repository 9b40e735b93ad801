package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/** Reads indexes, {@code unique} and checks. */
final class IndexReader {
  private IndexReader() {}

  /** Reads the indexes of a model, the first time. */
  static void readIndexes(Entity entity) {
    if (entity.indexes != null) {
      return;
    }
    List<Index> all = new ArrayList<>();
    for (Entity.Field field : entity.fields) {
      AnnotationView column = field.annotations.column();
      List<IndexColumn> self = List.of(new IndexColumn(field.column, false));
      if (column != null && column.flag("unique", false)) {
        String name = name(entity, self, true);
        checkNotOnlyId(entity, self, column.at("unique"), field.label);
        add(entity, all, new Index(name, self, true, ""), column.at("unique"));
      }
      for (AnnotationView view : field.annotations.indexes()) {
        if (view.has("columns")) {
          String why = "on a field, @Index covers the column of that field";
          String fix = "remove columns, or move the annotation to the class";
          String label = view.label(field.label);
          entity.report(Problem.BAD_INDEX, view.at("columns"), label, why, fix);
        } else {
          add(entity, all, index(entity, view, view.label(field.label), self), view.at());
        }
      }
    }
    for (AnnotationView view : entity.annotations.indexes()) {
      List<IndexColumn> columns = columns(entity, view);
      if (!columns.isEmpty()) {
        add(entity, all, index(entity, view, view.label(entity.label), columns), view.at());
      }
    }
    entity.indexes = all;
  }

  /** Reads the checks of a model's class; those of enum columns come with the columns. */
  static void readChecks(Entity entity) {
    for (AnnotationView view : entity.annotations.checks()) {
      String label = view.label(entity.label);
      String name = view.text("name");
      String expression = view.text("expression").strip();
      boolean goodName =
          TextRules.checkName(
              entity, view.at("name"), label, "check", name, "@Check(name = \"...\")");
      boolean goodSql =
          TextRules.checkSql(
              entity, view.at("expression"), label, "the check's expression", expression);
      if (goodName && goodSql) {
        entity.origins.putIfAbsent(new SchemaPath(entity.table, Kind.CHECK, name), view.at());
        entity.checks.add(new Check(name, new CheckRule.Sql(expression)));
      }
    }
  }

  private static void add(Entity entity, List<Index> all, @Nullable Index index, Location at) {
    if (index != null) {
      entity.origins.putIfAbsent(new SchemaPath(entity.table, Kind.INDEX, index.name()), at);
      all.add(index);
    }
  }

  private static @Nullable Index index(
      Entity entity, AnnotationView view, String label, List<IndexColumn> columns) {
    boolean unique = view.flag("unique", false);
    String where = where(entity, view, label);
    boolean good = checkNotOnlyId(entity, columns, view.at(), label);
    good &= ExpiryRules.check(entity, view, label, columns);
    String name = name(entity, columns, unique);
    if (view.has("name")) {
      name = view.text("name");
      good &=
          TextRules.checkName(
              entity, view.at("name"), label, "index", name, "@Index(name = \"...\")");
      good &= checkNotReserved(entity, view, label, name);
    }
    int expires = view.number("expireAfterSeconds", Index.NEVER);
    return good && where != null ? new Index(name, columns, unique, where, expires) : null;
  }

  /** A collection's indexes have names of their own, which a new name of it leaves. */
  private static String name(Entity entity, List<IndexColumn> columns, boolean unique) {
    List<String> names = columns.stream().map(IndexColumn::name).toList();
    return entity.isCollection()
        ? Names.collectionIndex(names, unique)
        : Names.index(entity.table, names, unique);
  }

  /** The condition, empty for none; null after reporting what is wrong with it. */
  private static @Nullable String where(Entity entity, AnnotationView view, String label) {
    String where = view.text("where").strip();
    if (!view.has("where")) {
      return "";
    }
    if (!entity.isCollection()) {
      return TextRules.checkSql(entity, view.at("where"), label, "the index's where", where)
          ? where
          : null;
    }
    try {
      Set<String> fields = new HashSet<>();
      entity.fields.forEach(field -> fields.add(field.column));
      return new FilterDocument(fields).canonical(where);
    } catch (FilterDocument.BadFilterException e) {
      String why = String.valueOf(e.getMessage());
      entity.report(Problem.BAD_FILTER, view.at("where"), label, where, why);
      return null;
    }
  }

  /** The index of {@code _id} is the server's own. */
  private static boolean checkNotOnlyId(
      Entity entity, List<IndexColumn> columns, Location at, String label) {
    boolean only =
        entity.isCollection()
            && columns.size() == 1
            && columns.get(0).name().equals(Entity.DOCUMENT_ID);
    if (only) {
      String why = "every collection has a unique index of _id already";
      entity.report(Problem.BAD_INDEX, at, label, why, "remove this one");
    }
    return !only;
  }

  private static boolean checkNotReserved(
      Entity entity, AnnotationView view, String label, String name) {
    if (!TextRules.folded(name).startsWith("sqlite_")) {
      return true;
    }
    entity.report(Problem.RESERVED_NAME, view.at("name"), label, "index", name, "SQLite itself");
    return false;
  }

  /** The columns of an index on a class; empty after reporting what is wrong with them. */
  private static List<IndexColumn> columns(Entity entity, AnnotationView view) {
    List<AnnotationValue> entries = view.entries("columns");
    if (entries.isEmpty()) {
      String fix = "add columns = {...}, or move it to a field";
      String why = "on a class, @Index names its columns";
      entity.report(Problem.BAD_INDEX, view.at("columns"), view.label(entity.label), why, fix);
    }
    List<IndexColumn> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean good = true;
    for (AnnotationValue entry : entries) {
      IndexColumn column = column(entity, view, entry);
      if (column == null) {
        good = false;
      } else if (!seen.add(column.name())) {
        String why = "the index names column " + column.name() + " twice";
        entity.report(
            Problem.BAD_INDEX, view.at(entry), view.label(entity.label), why, "name it once");
        good = false;
      } else {
        columns.add(column);
      }
    }
    return good ? columns : List.of();
  }

  private static @Nullable IndexColumn column(
      Entity entity, AnnotationView view, AnnotationValue entry) {
    String text = entry.getValue() instanceof String written ? written : "";
    if (entity.field(text) != null) {
      return new IndexColumn(text, false);
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean descending = lower.endsWith(" desc");
    String name =
        descending || lower.endsWith(" asc")
            ? text.substring(0, text.lastIndexOf(' ')).strip()
            : text;
    Entity.Field field = entity.find(name, entity, view.at(entry), view.label(entity.label));
    return field == null ? null : new IndexColumn(name, descending);
  }
}
