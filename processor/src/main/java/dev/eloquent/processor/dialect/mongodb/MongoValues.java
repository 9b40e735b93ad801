package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import dev.eloquent.processor.schema.DefaultValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A literal in canonical form as Extended JSON (version 2), relaxed where that is exact.
 *
 * <p>Dates and times are instants in UTC, as the Java driver's codecs for them write.
 */
final class MongoValues implements ColumnType.Visitor<Object> {
  private final String text;

  private MongoValues(String text) {
    this.text = text;
  }

  /** The value of a literal, which is all that a collection's fields can be filled with. */
  static Object of(ColumnType type, DefaultValue value) {
    if (value instanceof DefaultValue.Literal literal) {
      return type.accept(new MongoValues(literal.value()));
    }
    throw new IllegalArgumentException("no value of a document: " + value);
  }

  /**
   * What documents get in a field that must be there when its values are lost: zero, the empty
   * text, the first constant of an enum.
   */
  static Object placeholder(ColumnType type) {
    if (type instanceof ColumnType.Choice choice) {
      return choice.values().isEmpty() ? "" : choice.values().get(0);
    } else if (type instanceof ColumnType.Array) {
      return List.of();
    } else if (type instanceof ColumnType.Document document) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (ColumnType.Field field : document.fields()) {
        if (!field.nullable()) {
          fields.put(field.name(), placeholder(field.type()));
        }
      }
      return fields;
    }
    return type.accept(new MongoValues(type.accept(new Zero())));
  }

  @Override
  public Object bool() {
    return Boolean.valueOf(text);
  }

  @Override
  public Object integer(Int type) {
    return type.bits() == Long.SIZE ? Map.of("$numberLong", text) : Integer.valueOf(text);
  }

  @Override
  public Object real(Real type) {
    return new Json.Raw(text);
  }

  @Override
  public Object decimal(Decimal type) {
    return Map.of("$numberDecimal", text);
  }

  @Override
  public Object character(Char type) {
    return text;
  }

  @Override
  public Object varchar(Varchar type) {
    return text;
  }

  @Override
  public Object text() {
    return text;
  }

  @Override
  public Object varbinary(Varbinary type) {
    return blob();
  }

  @Override
  public Object blob() {
    return binary(text, "00");
  }

  @Override
  public Object uuid() {
    return binary(text.replace("-", ""), "04");
  }

  private static Object binary(String hex, String subType) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("base64", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    content.put("subType", subType);
    return Map.of("$binary", content);
  }

  @Override
  public Object date() {
    return instant(LocalDate.parse(text).atStartOfDay());
  }

  @Override
  public Object time() {
    return instant(LocalTime.parse(text).atDate(LocalDate.EPOCH));
  }

  @Override
  public Object timestamp(Timestamp type) {
    return instant(LocalDateTime.parse(type.withTimeZone() ? text.replace("Z", "") : text));
  }

  /** The relaxed form is defined from 1970 on. */
  private static Object instant(LocalDateTime utc) {
    Instant instant = utc.toInstant(ZoneOffset.UTC);
    return instant.isBefore(Instant.EPOCH)
        ? Map.of("$date", Map.of("$numberLong", String.valueOf(instant.toEpochMilli())))
        : Map.of("$date", instant.toString());
  }

  @Override
  public Object json() {
    return new Json.Raw(text);
  }

  @Override
  public Object document(ColumnType.DocumentType type) {
    if (type instanceof ColumnType.ObjectId) {
      return Map.of("$oid", text);
    }
    return type instanceof ColumnType.Choice ? text : new Json.Raw(text);
  }

  /** The literal of a placeholder. */
  private static final class Zero implements ColumnType.Visitor<String> {
    @Override
    public String bool() {
      return "false";
    }

    @Override
    public String integer(Int type) {
      return "0";
    }

    @Override
    public String real(Real type) {
      return "0.0";
    }

    @Override
    public String decimal(Decimal type) {
      return "0";
    }

    @Override
    public String character(Char type) {
      return "";
    }

    @Override
    public String varchar(Varchar type) {
      return "";
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public String varbinary(Varbinary type) {
      return "";
    }

    @Override
    public String blob() {
      return "";
    }

    @Override
    public String uuid() {
      return "00000000-0000-0000-0000-000000000000";
    }

    @Override
    public String date() {
      return "1970-01-02";
    }

    @Override
    public String time() {
      return "00:00:00";
    }

    @Override
    public String timestamp(Timestamp type) {
      return "1970-01-02T00:00:00";
    }

    @Override
    public String json() {
      return "{}";
    }

    @Override
    public String document(ColumnType.DocumentType type) {
      return "0".repeat(24);
    }
  }
}
