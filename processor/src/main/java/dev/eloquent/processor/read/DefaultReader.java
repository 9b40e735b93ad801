package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes {@code defaultValue} and {@code backfill}. */
final class DefaultReader {
  private static final String EXPRESSION = "sql:";
  private static final String LITERAL = "literal:";

  private final Entities entities;

  DefaultReader(Entities entities) {
    this.entities = entities;
  }

  /** The column's default; null for none, and after reporting a bad one. */
  @Nullable DefaultValue defaultValue(
      Entity entity, Entity.Field field, ColumnType type, boolean identity) {
    AnnotationView column = field.annotations.column();
    boolean now = TimestampRules.defaultsToNow(column);
    if (column == null || !column.has("defaultValue")) {
      return now ? new DefaultValue.Now() : null;
    }
    if (identity) {
      return notAllowed(entity, field, column, "the database counts this column up", "remove it");
    }
    if (TimestampRules.isSoftDeletes(column)) {
      String why = "with softDeletes = true a new row would be born deleted";
      return notAllowed(entity, field, column, why, "remove it");
    }
    if (now) {
      String why = "with timestamp = true the default is the current time";
      return notAllowed(entity, field, column, why, "remove it, or add defaultNow = false");
    }
    return value(entity, field, column, "defaultValue", type);
  }

  /** What existing rows get; null for nothing, and after reporting a bad one. */
  @Nullable DefaultValue backfill(
      Entity entity, Entity.Field field, ColumnType type, boolean identity) {
    AnnotationView column = field.annotations.column();
    if (column == null || !column.has("backfill")) {
      return null;
    }
    if (identity) {
      entity.report(
          Problem.DEFAULT_NOT_ALLOWED,
          column.at("backfill"),
          field.label,
          "backfill",
          "the database counts this column up",
          "remove it");
      return null;
    }
    return value(entity, field, column, "backfill", type);
  }

  private static @Nullable DefaultValue notAllowed(
      Entity entity, Entity.Field field, AnnotationView column, String why, String fix) {
    entity.report(
        Problem.DEFAULT_NOT_ALLOWED,
        column.at("defaultValue"),
        field.label,
        "defaultValue",
        why,
        fix);
    return null;
  }

  private @Nullable DefaultValue value(
      Entity entity, Entity.Field field, AnnotationView column, String attribute, ColumnType type) {
    String written = column.text(attribute);
    if (written.startsWith(EXPRESSION)) {
      String sql = written.substring(EXPRESSION.length()).strip();
      boolean good =
          TextRules.checkSql(
              entity, column.at(attribute), field.label, attribute + "'s expression", sql);
      return good ? new DefaultValue.Expression(sql) : null;
    }
    String text = written.startsWith(LITERAL) ? written.substring(LITERAL.length()) : written;
    List<String> constants = entities.constants(field.type);
    boolean isEnum = isText(type) && JavaTypes.isEnum(field.type);
    Literals.Parsed parsed =
        isEnum && !constants.contains(text)
            ? new Literals.Parsed(
                null,
                "write one of its constants "
                    + String.join(", ", constants)
                    + NearMiss.hint(text, constants))
            : Literals.parse(type, text);
    if (parsed.value() == null) {
      entity.report(
          Problem.BAD_LITERAL,
          column.at(attribute),
          field.label,
          attribute,
          text.replace("\0", "\\0"),
          isEnum ? JavaTypes.name(field.type) : "a column of type " + type.text(),
          parsed.fix());
      return null;
    }
    return new DefaultValue.Literal(parsed.value());
  }

  /** Whether enum constants can stand in such a column by name. */
  static boolean isText(ColumnType type) {
    return type instanceof Varchar || type instanceof Char || type instanceof ColumnType.Text;
  }
}
