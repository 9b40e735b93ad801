package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks all names of a schema. Two that differ only in case are the same to some databases, so
 * they are the same here.
 */
final class NameChecks {
  /**
   * Tables, indexes and primary keys share one name space on PostgreSQL, tables and indexes on
   * SQLite.
   */
  private final Map<String, String> relations = new HashMap<>();

  /**
   * Foreign keys share one on MySQL, and so do checks there; on PostgreSQL both share that of their
   * table with the primary key.
   */
  private final Map<String, String> constraints = new HashMap<>();

  /** Checks the names that a model gives its table and columns. */
  static void checkOwn(Entity entity) {
    Location at = entity.model.at("table");
    String fix = "@Model(table = \"...\")";
    if (TextRules.checkName(entity, at, entity.label, "table", entity.table, fix)) {
      checkReserved(entity, at);
    }
    checkRename(entity, entity.model, entity.label, entity.table);
    String comment = entity.model.text("comment");
    TextRules.checkNoNul(entity, entity.model.at("comment"), entity.label, "comment", comment);
    Map<String, Entity.Field> seen = new HashMap<>();
    for (Entity.Field field : entity.fields) {
      String columnFix = "@Column(name = \"...\")";
      TextRules.checkName(entity, field.at("name"), field.label, "column", field.column, columnFix);
      if (field.annotations.column() != null) {
        checkRename(entity, field.annotations.column(), field.label, field.column);
      }
      Entity.Field other = seen.putIfAbsent(TextRules.folded(field.column), field);
      // Two identifiers of a document are another error.
      boolean ids = entity.isCollection() && field.isKey();
      if (other != null && !(ids && other.isKey())) {
        entity.report(
            Problem.DUPLICATE_COLUMN, field.at("name"), field.label, field.column, other.label);
      }
    }
  }

  private static void checkReserved(Entity entity, Location at) {
    String folded = TextRules.folded(entity.table);
    String owner = "";
    if (folded.startsWith("flyway_schema_history")) {
      owner = "the migration history";
    } else if (folded.startsWith("eloquent_journal")) {
      owner = "the journal of migrations";
    } else if (entity.isCollection() && folded.startsWith("eloquent_lock")) {
      owner = "the lock of migrations";
    } else if (folded.startsWith("sqlite_")) {
      owner = "SQLite itself";
    }
    if (!owner.isEmpty()) {
      entity.report(Problem.RESERVED_NAME, at, entity.label, "table", entity.table, owner);
    }
  }

  private static void checkRename(Entity entity, AnnotationView view, String label, String name) {
    if (view.has("renamedFrom") && view.text("renamedFrom").equals(name)) {
      entity.report(Problem.RENAMED_FROM_ITSELF, view.at("renamedFrom"), label, name);
    }
  }

  /** Checks what must differ between all models. */
  void checkAll(List<Entity> entities) {
    checkTables(entities);
    List<Entity> tables = new ArrayList<>();
    for (Entity entity : entities) {
      if (entity.isCollection()) {
        checkIndexes(entity, new HashMap<>());
      } else {
        tables.add(entity);
      }
    }
    checkNameSpaces(tables);
  }

  private void checkNameSpaces(List<Entity> entities) {
    for (Entity entity : entities) {
      relations.putIfAbsent(TextRules.folded(entity.table), "table " + entity.table);
    }
    Set<String> seen = new HashSet<>();
    for (Entity entity : entities) {
      if (!seen.add(TextRules.folded(entity.table))) {
        continue;
      }
      String key = Names.primaryKey(entity.table);
      String what = "the primary key of table " + entity.table;
      claim(entity, relations, Problem.DUPLICATE_INDEX, key, what, entity.at());
      constraints.putIfAbsent(TextRules.folded(key), what);
    }
    for (Entity entity : entities) {
      checkIndexes(entity, relations);
      checkConstraints(entity);
    }
  }

  private static void checkTables(List<Entity> entities) {
    Map<String, List<Entity>> byTable = new LinkedHashMap<>();
    for (Entity entity : entities) {
      byTable.computeIfAbsent(TextRules.folded(entity.table), k -> new ArrayList<>()).add(entity);
    }
    for (List<Entity> same : byTable.values()) {
      for (Entity entity : same.size() > 1 ? same : List.<Entity>of()) {
        Entity other = same.get(entity == same.get(0) ? 1 : 0);
        Location at = entity.model.at("table");
        entity.report(Problem.DUPLICATE_TABLE, at, entity.label, entity.table, other.binaryName);
      }
    }
  }

  private static void checkIndexes(Entity entity, Map<String, String> names) {
    for (Index index : entity.indexes()) {
      claim(
          entity,
          names,
          Problem.DUPLICATE_INDEX,
          index.name(),
          "an index of table " + entity.table,
          origin(entity, Kind.INDEX, index.name()));
    }
  }

  private void checkConstraints(Entity entity) {
    for (ForeignKey key : entity.foreignKeys) {
      claim(
          entity,
          constraints,
          Problem.DUPLICATE_CONSTRAINT,
          key.name(),
          "a foreign key of table " + entity.table,
          origin(entity, Kind.FOREIGN_KEY, key.name()));
    }
    for (Check check : entity.checks) {
      claim(
          entity,
          constraints,
          Problem.DUPLICATE_CONSTRAINT,
          check.name(),
          "a check of table " + entity.table,
          origin(entity, Kind.CHECK, check.name()));
    }
  }

  private static Location origin(Entity entity, Kind kind, String name) {
    return entity.origins.getOrDefault(new SchemaPath(entity.table, kind, name), entity.at());
  }

  private static void claim(
      Entity entity,
      Map<String, String> names,
      Problem problem,
      String name,
      String what,
      Location at) {
    String other = names.putIfAbsent(TextRules.folded(name), what);
    if (other != null) {
      entity.report(problem, at, entity.label, name, other);
    }
  }
}
