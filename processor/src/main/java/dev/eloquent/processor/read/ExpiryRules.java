package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Index.IndexColumn;
import java.util.List;

/** The attribute {@code expireAfterSeconds} of {@code @Index}. */
final class ExpiryRules {
  private static final String ATTRIBUTE = "expireAfterSeconds";

  private ExpiryRules() {}

  /** Whether documents can expire by that index, if they are to; reports why not. */
  static boolean check(
      Entity entity, AnnotationView view, String label, List<IndexColumn> columns) {
    if (!view.has(ATTRIBUTE)) {
      return true;
    }
    String why = "";
    String fix = "remove it";
    if (!entity.isCollection()) {
      why = "only documents of a collection expire";
      fix = "remove it, or pin the model with connection = \"mongo\"";
    } else if (view.number(ATTRIBUTE, 0) < 0) {
      why = "a time cannot be negative";
      fix = "write the seconds that documents live, or remove it";
    } else if (columns.size() != 1) {
      why = "documents expire by the time in one field";
      fix = "give that field an index of its own";
    } else if (!holdsTime(entity, columns.get(0).name())) {
      why = "field " + columns.get(0).name() + " holds no date";
      fix = "index a field of type Instant or LocalDateTime, or remove it";
    }
    if (!why.isEmpty()) {
      entity.report(Problem.BAD_EXPIRY, view.at(ATTRIBUTE), label, why, fix);
    }
    return why.isEmpty();
  }

  private static boolean holdsTime(Entity entity, String name) {
    Entity.Field field = entity.field(name);
    Column column = field == null ? null : field.result;
    // A field without a type has been reported already.
    return column == null
        || column.type() instanceof ColumnType.Timestamp
        || column.type() instanceof ColumnType.Date;
  }
}
