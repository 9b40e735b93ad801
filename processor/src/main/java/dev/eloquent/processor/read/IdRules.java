package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Varchar;

/** The attribute {@code strategy} of {@code @Id}. */
final class IdRules {
  private IdRules() {}

  /** Whether the database counts the column up; reports a strategy that does not fit. */
  static boolean isIdentity(Entity entity, Entity.Field field, ColumnType type) {
    AnnotationView id = field.annotations.id();
    if (id == null) {
      return false;
    }
    boolean composite = entity.keys().size() > 1;
    String strategy = id.constant("strategy", "");
    switch (strategy) {
      case "IDENTITY" -> checkIdentity(entity, field, id, type, composite);
      case "UUID" -> checkUuid(entity, field, id, type);
      default -> {
        return strategy.isEmpty()
            && !composite
            && field.reference == null
            && type instanceof Int
            && JavaTypes.isInteger(field.type);
      }
    }
    return strategy.equals("IDENTITY");
  }

  private static void checkIdentity(
      Entity entity, Entity.Field field, AnnotationView id, ColumnType type, boolean composite) {
    if (composite) {
      String fix = "remove the strategy, or leave @Id on this field only";
      bad(entity, field, id, "the application assigns the columns of a composite key", fix);
    } else if (field.reference != null) {
      String why = "the value is the key of the referenced row";
      bad(entity, field, id, why, "remove the strategy");
    } else if (!(type instanceof Int)) {
      String why = "a database counts only whole numbers up, and the column is " + type.text();
      bad(entity, field, id, why, "use Long, or strategy UUID or NONE");
    }
  }

  private static void checkUuid(
      Entity entity, Entity.Field field, AnnotationView id, ColumnType type) {
    boolean javaFits = JavaTypes.isUuid(field.type) || JavaTypes.isString(field.type);
    boolean columnFits =
        type instanceof ColumnType.Uuid
            || type instanceof Varchar
            || type instanceof Char
            || type instanceof ColumnType.Text;
    if (!javaFits || !columnFits) {
      String why = JavaTypes.name(field.type) + " in a column " + type.text() + " holds no UUID";
      bad(entity, field, id, why, "use java.util.UUID or String");
    }
  }

  private static void bad(
      Entity entity, Entity.Field field, AnnotationView id, String why, String fix) {
    entity.report(
        Problem.BAD_ID_STRATEGY,
        id.at("strategy"),
        field.label,
        id.constant("strategy", ""),
        why,
        fix);
  }
}
