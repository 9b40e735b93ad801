package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a collection's documents, and refuses what only tables have. */
final class CollectionReader {
  private static final String EXPRESSION = "sql:";

  private final DocumentTypes types;
  private final DefaultReader defaults;

  CollectionReader(Entities entities) {
    types = new DocumentTypes(entities);
    defaults = new DefaultReader(entities);
  }

  /** Reads all fields of a model. */
  void read(Entity entity) {
    for (AnnotationView view : entity.annotations.foreignKeys()) {
      noForeignKey(entity, view, view.label(entity.label));
    }
    for (AnnotationView view : entity.annotations.checks()) {
      entity.report(Problem.COLLECTION_CHECK, view.at(), view.label(entity.label));
    }
    checkKey(entity);
    for (Entity.Field field : entity.fields) {
      field.state = Entity.Field.State.DONE;
      field.result = column(entity, field);
      if (field.result == null) {
        entity.faulty = true;
      }
    }
  }

  private static void noForeignKey(Entity entity, AnnotationView view, String label) {
    String fix = "remove the annotation; a field that holds the other document's id needs none";
    entity.report(Problem.COLLECTION_REFERENCE, view.at(), label, fix);
  }

  private static void checkKey(Entity entity) {
    List<Entity.Field> keys = entity.keys();
    if (keys.isEmpty() && !entity.refused) {
      entity.report(Problem.COLLECTION_WITHOUT_ID, entity.at(), entity.label);
    } else if (keys.size() > 1) {
      entity.report(Problem.COLLECTION_COMPOSITE_KEY, keys.get(1).at(), keys.get(1).label);
    }
  }

  private @Nullable Column column(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    for (AnnotationView view : field.annotations.foreignKeys()) {
      noForeignKey(entity, view, view.label(field.label));
    }
    ColumnType type = types.of(entity, field);
    if (type == null) {
      return null;
    }
    if (field.isKey()) {
      checkId(entity, field, type);
    }
    if (column != null) {
      checkNoDefault(entity, field, column);
      field.backfill = backfill(entity, field, column, type);
    }
    return new Column(
        field.column,
        type,
        ColumnReader.isNullable(entity, field),
        false,
        null,
        ColumnReader.comment(entity, field));
  }

  private static void checkId(Entity entity, Entity.Field field, ColumnType type) {
    AnnotationView id = field.annotations.id();
    boolean fits =
        type instanceof ColumnType.ObjectId
            || type instanceof ColumnType.Uuid
            || DefaultReader.isText(type);
    if (!fits) {
      entity.report(Problem.COLLECTION_ID, field.at(), field.label, JavaTypes.name(field.type));
    } else if (id != null && id.constant("strategy", "").equals("IDENTITY")) {
      String why = "MongoDB counts nothing up";
      String fix = "remove the strategy, or use UUID with java.util.UUID or String";
      entity.report(Problem.BAD_ID_STRATEGY, id.at("strategy"), field.label, "IDENTITY", why, fix);
    }
    if (!field.column.equals(Entity.DOCUMENT_ID)) {
      entity.report(Problem.COLLECTION_ID_NAME, field.at("name"), field.label, field.column);
    }
  }

  /** Only writers of documents give values: a time that says nothing starts empty, too. */
  private static void checkNoDefault(Entity entity, Entity.Field field, AnnotationView column) {
    if (column.has("defaultValue")) {
      entity.report(
          Problem.COLLECTION_DEFAULT, column.at("defaultValue"), field.label, "defaultValue");
    }
    if (column.flag("defaultNow", false)) {
      entity.report(
          Problem.COLLECTION_DEFAULT, column.at("defaultNow"), field.label, "defaultNow = true");
    }
  }

  private @Nullable DefaultValue backfill(
      Entity entity, Entity.Field field, AnnotationView column, ColumnType type) {
    if (!column.has("backfill")) {
      return null;
    }
    if (field.isKey() || column.text("backfill").startsWith(EXPRESSION)) {
      entity.report(Problem.COLLECTION_BACKFILL, column.at("backfill"), field.label);
      return null;
    }
    DefaultValue value = defaults.backfill(entity, field, type, false);
    boolean micros =
        value instanceof DefaultValue.Literal literal
            && (type instanceof ColumnType.Time || type instanceof ColumnType.Timestamp)
            && literal.value().matches(".*\\.\\d{3}(?!000).*");
    if (micros) {
      entity.report(
          Problem.BAD_LITERAL,
          column.at("backfill"),
          field.label,
          "backfill",
          column.text("backfill"),
          "a date of MongoDB",
          "write at most 3 digits behind the point");
      return null;
    }
    return value;
  }
}
