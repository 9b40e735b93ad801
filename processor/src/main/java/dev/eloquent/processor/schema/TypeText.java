package dev.eloquent.processor.schema;

import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The written form of column types, both ways. */
public final class TypeText implements ColumnType.Visitor<String> {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+)(?:\\((\\d{1,9})(?:,(\\d{1,9}))?\\))?");

  private static final Pattern SIMPLE = Pattern.compile("\\w+");

  TypeText() {}

  /**
   * The type that the text means in full ({@code varchar(40)}, {@code decimal(19,2)}); empty if it
   * means none, or one that only documents have.
   */
  public static Optional<ColumnType> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean one = m.group(2) != null && m.group(3) == null;
    boolean two = m.group(3) != null;
    if (two) {
      return m.group(1).equals("decimal")
          ? Optional.of(new Decimal(Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
          : Optional.empty();
    }
    return Optional.ofNullable(
        one ? sized(m.group(1), Integer.parseInt(m.group(2))) : plain(m.group(1)));
  }

  private static @Nullable ColumnType sized(String name, int length) {
    return switch (name) {
      case "char" -> new Char(length);
      case "varchar" -> new Varchar(length);
      case "varbinary" -> new Varbinary(length);
      default -> null;
    };
  }

  private static @Nullable ColumnType plain(String name) {
    return switch (name) {
      case "boolean" -> new ColumnType.Bool();
      case "tinyint" -> new Int(8);
      case "smallint" -> new Int(16);
      case "integer" -> new Int(32);
      case "bigint" -> new Int(64);
      case "real" -> new Real(32);
      case "double" -> new Real(64);
      case "text" -> new ColumnType.Text();
      case "blob" -> new ColumnType.Blob();
      case "uuid" -> new ColumnType.Uuid();
      case "date" -> new ColumnType.Date();
      case "time" -> new ColumnType.Time();
      case "timestamp" -> new Timestamp(false);
      case "timestamptz" -> new Timestamp(true);
      case "json" -> new ColumnType.Json();
      default -> null;
    };
  }

  @Override
  public String bool() {
    return "boolean";
  }

  @Override
  public String integer(Int type) {
    return switch (type.bits()) {
      case 8 -> "tinyint";
      case 16 -> "smallint";
      case 32 -> "integer";
      default -> "bigint";
    };
  }

  @Override
  public String real(Real type) {
    return type.bits() == 32 ? "real" : "double";
  }

  @Override
  public String decimal(Decimal type) {
    return "decimal(" + type.precision() + "," + type.scale() + ")";
  }

  @Override
  public String character(Char type) {
    return "char(" + type.length() + ")";
  }

  @Override
  public String varchar(Varchar type) {
    return "varchar(" + type.length() + ")";
  }

  @Override
  public String text() {
    return "text";
  }

  @Override
  public String varbinary(Varbinary type) {
    return "varbinary(" + type.length() + ")";
  }

  @Override
  public String blob() {
    return "blob";
  }

  @Override
  public String uuid() {
    return "uuid";
  }

  @Override
  public String date() {
    return "date";
  }

  @Override
  public String time() {
    return "time";
  }

  @Override
  public String timestamp(Timestamp type) {
    return type.withTimeZone() ? "timestamptz" : "timestamp";
  }

  @Override
  public String json() {
    return "json";
  }

  @Override
  public String document(ColumnType.DocumentType type) {
    if (type instanceof ColumnType.Choice choice) {
      return "enum(" + String.join(",", choice.values()) + ")";
    } else if (type instanceof ColumnType.Array array) {
      return "array<" + array.element().text() + ">";
    } else if (type instanceof ColumnType.Document document) {
      return document.fields().stream()
          .map(f -> name(f.name()) + " " + f.type().text() + (f.nullable() ? " null" : ""))
          .collect(Collectors.joining(", ", "document{", "}"));
    }
    return "objectid";
  }

  /** In quotes where it could be taken for more than a name: the text tells types apart. */
  private static String name(String name) {
    if (SIMPLE.matcher(name).matches()) {
      return name;
    }
    StringBuilder quoted = new StringBuilder();
    JsonText.quote(quoted, name);
    return quoted.toString();
  }
}
