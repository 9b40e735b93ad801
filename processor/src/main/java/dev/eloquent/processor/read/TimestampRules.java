package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import org.jspecify.annotations.Nullable;

/** The attributes {@code timestamp}, {@code useTz}, {@code defaultNow} and {@code softDeletes}. */
final class TimestampRules {
  private TimestampRules() {}

  /** Whether the annotation asks for a time column of its own. */
  static boolean apply(@Nullable AnnotationView column) {
    return column != null && (column.flag("timestamp", false) || column.flag("softDeletes", false));
  }

  /** Whether the column's default is the current time. */
  static boolean defaultsToNow(@Nullable AnnotationView column) {
    return column != null
        && column.flag("timestamp", false)
        && !column.flag("softDeletes", false)
        && column.flag("defaultNow", true);
  }

  static boolean isSoftDeletes(@Nullable AnnotationView column) {
    return column != null && column.flag("softDeletes", false);
  }

  /** The type, if they apply; null after reporting what contradicts. */
  static @Nullable ColumnType type(Entity entity, Entity.Field field, AnnotationView column) {
    boolean softDeletes = column.flag("softDeletes", false);
    String attribute = softDeletes ? "softDeletes" : "timestamp";
    ColumnTypes.rejectSizes(entity, field, attribute + " = true", "");
    if (column.has("type")) {
      contradiction(
          entity, field, column, "type", attribute + " = true says the type", "remove it");
    }
    if (softDeletes) {
      checkSoftDeletes(entity, field, column);
    }
    if (!JavaTypes.isDateTime(field.type)) {
      entity.report(
          Problem.NO_TIMESTAMP_FIELD,
          column.at(attribute),
          field.label,
          attribute + " = true",
          JavaTypes.name(field.type));
      return null;
    }
    return new Timestamp(column.flag("useTz", false));
  }

  private static void checkSoftDeletes(Entity entity, Entity.Field field, AnnotationView column) {
    if (column.flag("timestamp", false)) {
      contradiction(
          entity,
          field,
          column,
          "timestamp",
          "softDeletes = true makes a timestamp that never has a default",
          "remove timestamp = true");
    }
    if (column.flag("defaultNow", false)) {
      contradiction(
          entity,
          field,
          column,
          "defaultNow",
          "with softDeletes = true a new row would be born deleted",
          "remove defaultNow = true");
    }
    if (!column.flag("nullable", true)) {
      contradiction(
          entity,
          field,
          column,
          "nullable",
          "with softDeletes = true a row that is not deleted has NULL here",
          "remove nullable = false");
    }
    AnnotationView id = field.annotations.id();
    if (id != null) {
      entity.report(
          Problem.TIMESTAMP_CONTRADICTION,
          id.at(),
          field.label,
          "with softDeletes = true it is NULL as long as the row is not deleted",
          "remove @Id");
    }
  }

  /** Reports attributes that mean something only if the others apply. */
  static void checkUnused(Entity entity, Entity.Field field, AnnotationView column) {
    if (column.has("useTz")) {
      contradiction(
          entity,
          field,
          column,
          "useTz",
          "useTz has no effect without timestamp = true or softDeletes = true",
          "add one of them, or remove it");
    }
    if (column.has("defaultNow")) {
      contradiction(
          entity,
          field,
          column,
          "defaultNow",
          "defaultNow has no effect without timestamp = true",
          "add that, or remove it");
    }
  }

  private static void contradiction(
      Entity entity,
      Entity.Field field,
      AnnotationView column,
      String attribute,
      String why,
      String fix) {
    entity.report(Problem.TIMESTAMP_CONTRADICTION, column.at(attribute), field.label, why, fix);
  }
}
