package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import dev.eloquent.processor.schema.TypeText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides the type of a column that is no reference: Java type, {@code type} and sizes. */
final class ColumnTypes {
  private static final List<String> NAMES =
      List.of(
          "boolean",
          "tinyint",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double",
          "decimal",
          "char",
          "varchar",
          "text",
          "varbinary",
          "blob",
          "uuid",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "json");

  /** What databases and languages call our types. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("byte", "tinyint"),
          Map.entry("short", "smallint"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("serial", "integer"),
          Map.entry("long", "bigint"),
          Map.entry("int8", "bigint"),
          Map.entry("bigserial", "bigint"),
          Map.entry("float", "real"),
          Map.entry("double precision", "double"),
          Map.entry("numeric", "decimal"),
          Map.entry("number", "decimal"),
          Map.entry("string", "varchar"),
          Map.entry("varchar2", "varchar"),
          Map.entry("clob", "text"),
          Map.entry("longtext", "text"),
          Map.entry("mediumtext", "text"),
          Map.entry("binary", "varbinary"),
          Map.entry("bytea", "blob"),
          Map.entry("longblob", "blob"),
          Map.entry("datetime", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("jsonb", "json"));

  private static final List<String> SIZES = List.of("length", "precision", "scale");

  /** PostgreSQL's largest {@code varchar}; narrower limits are the dialects' own. */
  private static final int MAX_LENGTH = 10_485_760;

  /** PostgreSQL's largest declared precision. */
  private static final int MAX_PRECISION = 1000;

  private static final int UUID_TEXT_LENGTH = 36;

  /** The type; null after reporting why there is none. */
  @Nullable ColumnType of(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    if (column == null) {
      return byJavaType(entity, field);
    }
    if (column.has("type")) {
      return byName(entity, field, column);
    }
    ColumnType type = byJavaType(entity, field);
    return type == null ? null : sized(entity, field, column, type, true);
  }

  /** Reports each size that was given although the type takes none. */
  static void rejectSizes(Entity entity, Entity.Field field, String what, String fix) {
    AnnotationView column = field.annotations.column();
    for (String size : SIZES) {
      if (column != null && column.has(size)) {
        entity.report(
            Problem.SIZE_NOT_ALLOWED, column.at(size), field.label, size, what, "remove it" + fix);
      }
    }
  }

  private static @Nullable ColumnType byJavaType(Entity entity, Entity.Field field) {
    ColumnType type = JavaTypes.of(field.type);
    if (type == null) {
      entity.report(
          Problem.NO_COLUMN_TYPE,
          field.at(),
          field.label,
          JavaTypes.name(field.type),
          JavaTypes.fix(field.type));
      return null;
    }
    AnnotationView id = field.annotations.id();
    boolean uuidText =
        id != null && id.constant("strategy", "").equals("UUID") && JavaTypes.isString(field.type);
    return uuidText ? new Varchar(UUID_TEXT_LENGTH) : type;
  }

  private @Nullable ColumnType byName(Entity entity, Entity.Field field, AnnotationView column) {
    String text = column.text("type");
    ColumnType plain = plain(text);
    if (plain != null) {
      return sized(entity, field, column, plain, false);
    }
    ColumnType type = full(text);
    if (type == null) {
      entity.report(
          Problem.UNKNOWN_TYPE,
          column.at("type"),
          field.label,
          text,
          typeHint(text),
          String.join(", ", NAMES));
      return null;
    }
    String says = "type = \"" + text + "\"";
    if (text.endsWith(")")) {
      rejectSizes(entity, field, says + ", which gives the size itself", "");
    } else {
      rejectSizes(entity, field, says, "");
    }
    return inRange(entity, field, column, type) ? type : null;
  }

  /** The type of a name that takes its size from the annotation. */
  private static @Nullable ColumnType plain(String text) {
    return switch (text) {
      case "char" -> new Char(JavaTypes.DEFAULT_LENGTH);
      case "varchar" -> new Varchar(JavaTypes.DEFAULT_LENGTH);
      case "varbinary" -> new Varbinary(JavaTypes.DEFAULT_LENGTH);
      case "decimal" -> new Decimal(JavaTypes.DEFAULT_PRECISION, JavaTypes.DEFAULT_SCALE);
      default -> null;
    };
  }

  private static @Nullable ColumnType full(String text) {
    boolean wholeNumber = text.startsWith("decimal(") && text.indexOf(',') < 0;
    String complete = wholeNumber ? text.replace(")", ",0)") : text.replace(", ", ",");
    return TypeText.parse(complete).orElse(null);
  }

  private static String typeHint(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int paren = lower.indexOf('(');
    String name = (paren < 0 ? lower : lower.substring(0, paren)).strip();
    String size = paren < 0 ? "" : lower.substring(paren).replace(" ", "");
    String ours = NAMES.contains(name) ? name : OTHER_NAMES.get(name);
    if (ours == null) {
      return NearMiss.hint(name, NAMES);
    }
    boolean sizeFits = full(ours + size) != null;
    return NearMiss.suggest(sizeFits ? ours + size : ours);
  }

  /** The type with the sizes that the annotation gives. */
  private static @Nullable ColumnType sized(
      Entity entity,
      Entity.Field field,
      AnnotationView column,
      ColumnType base,
      boolean fromJavaType) {
    ColumnType type = base;
    if (base instanceof Varchar || base instanceof Char || base instanceof Varbinary) {
      if (column.has("length")) {
        int length = column.number("length", JavaTypes.DEFAULT_LENGTH);
        type =
            base instanceof Varchar
                ? new Varchar(length)
                : base instanceof Char ? new Char(length) : new Varbinary(length);
      }
      reject(entity, field, column, base, "precision", "scale");
    } else if (base instanceof ColumnType.Blob && fromJavaType && column.has("length")) {
      type = new Varbinary(column.number("length", JavaTypes.DEFAULT_LENGTH));
      reject(entity, field, column, base, "precision", "scale");
    } else if (base instanceof Decimal decimal) {
      type =
          new Decimal(
              column.number("precision", decimal.precision()),
              column.number("scale", decimal.scale()));
      reject(entity, field, column, base, "length");
    } else {
      reject(entity, field, column, base, "length", "precision", "scale");
    }
    return inRange(entity, field, column, type) ? type : null;
  }

  private static void reject(
      Entity entity,
      Entity.Field field,
      AnnotationView column,
      ColumnType type,
      String... attributes) {
    for (String attribute : attributes) {
      if (column.has(attribute)) {
        String fix =
            attribute.equals("length")
                ? "remove it, or use a type with a length: char, varchar, varbinary"
                : "remove it, or use type = \"decimal\"";
        String what = "a column of type " + type.text();
        entity.report(
            Problem.SIZE_NOT_ALLOWED, column.at(attribute), field.label, attribute, what, fix);
      }
    }
  }

  private static boolean inRange(
      Entity entity, Entity.Field field, AnnotationView column, ColumnType type) {
    if (type instanceof Decimal decimal) {
      boolean precisionFits = decimal.precision() >= 1 && decimal.precision() <= MAX_PRECISION;
      if (!precisionFits) {
        badSize(
            entity, field, column, "precision", decimal.precision(), "give 1 to " + MAX_PRECISION);
      } else if (decimal.scale() < 0 || decimal.scale() > decimal.precision()) {
        String fix = "give 0 to precision, which is " + decimal.precision();
        badSize(entity, field, column, "scale", decimal.scale(), fix);
        return false;
      }
      return precisionFits;
    }
    int length = length(type);
    if (length < 1 || length > MAX_LENGTH) {
      String fix = "give 1 to " + MAX_LENGTH + ", or use type = \"text\" or \"blob\"";
      badSize(entity, field, column, "length", length, fix);
      return false;
    }
    return true;
  }

  private static int length(ColumnType type) {
    if (type instanceof Varchar t) {
      return t.length();
    } else if (type instanceof Char t) {
      return t.length();
    }
    return type instanceof Varbinary t ? t.length() : 1;
  }

  private static void badSize(
      Entity entity,
      Entity.Field field,
      AnnotationView column,
      String attribute,
      int value,
      String fix) {
    String where = column.has(attribute) ? attribute : column.has("type") ? "type" : "precision";
    entity.report(Problem.BAD_SIZE, column.at(where), field.label, attribute, value, fix);
  }
}
