package dev.eloquent.processor.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the literals of one column type and writes them in one form, so that two ways to write a
 * value are no change.
 */
final class Literals implements ColumnType.Visitor<Literals.Parsed> {
  /**
   * A literal in canonical form, or what to write instead.
   *
   * @param value null if the text is no value of the type
   * @param fix empty if it is one
   */
  record Parsed(@Nullable String value, String fix) {
    private static Parsed good(String value) {
      return new Parsed(value, "");
    }

    private static Parsed bad(String fix) {
      return new Parsed(null, fix);
    }
  }

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,400}");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][+-]?[0-9]{1,4})?");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{24}");
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*+");
  private static final int NANOS_PER_MICRO = 1000;
  private static final int LAST_YEAR = 9999;
  private static final JsonFactory JSON = new JsonFactory();

  private final String text;

  private Literals(String text) {
    this.text = text;
  }

  static Parsed parse(ColumnType type, String text) {
    if (text.indexOf('\0') >= 0) {
      return Parsed.bad("remove the NUL character");
    }
    return type.accept(new Literals(text));
  }

  @Override
  public Parsed bool() {
    return text.equals("true") || text.equals("false")
        ? Parsed.good(text)
        : Parsed.bad("write true or false");
  }

  @Override
  public Parsed integer(Int type) {
    BigInteger limit = BigInteger.ONE.shiftLeft(type.bits() - 1);
    if (WHOLE.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.compareTo(limit) < 0 && value.compareTo(limit.negate()) >= 0) {
        return Parsed.good(value.toString());
      }
    }
    return Parsed.bad(
        "write a whole number from "
            + limit.negate()
            + " to "
            + limit.subtract(BigInteger.ONE)
            + orExpression());
  }

  @Override
  public Parsed real(Real type) {
    if (NUMBER.matcher(text).matches()) {
      String value =
          type.bits() == 32
              ? Float.toString(Float.parseFloat(text))
              : Double.toString(Double.parseDouble(text));
      if (!value.endsWith("Infinity")) {
        return Parsed.good(value);
      }
    }
    return Parsed.bad("write a finite number such as 1.5 or 2e10" + orExpression());
  }

  @Override
  public Parsed decimal(Decimal type) {
    if (NUMBER.matcher(text).matches()) {
      BigDecimal value = new BigDecimal(text);
      // Not rescaled before its size is known: 1e9999 would have as many digits.
      int digits = value.precision() - value.scale();
      boolean fits = value.signum() == 0 || digits <= type.precision() - type.scale();
      if (fits && value.stripTrailingZeros().scale() <= type.scale()) {
        return Parsed.good(value.setScale(type.scale()).toPlainString());
      }
    }
    return Parsed.bad(
        "write a number with at most "
            + (type.precision() - type.scale())
            + " digits before and "
            + type.scale()
            + " behind the point"
            + orExpression());
  }

  @Override
  public Parsed character(Char type) {
    return bounded(type.length());
  }

  @Override
  public Parsed varchar(Varchar type) {
    return bounded(type.length());
  }

  private Parsed bounded(int length) {
    return text.codePointCount(0, text.length()) <= length
        ? Parsed.good(text)
        : Parsed.bad("write at most " + length + " characters");
  }

  @Override
  public Parsed text() {
    return Parsed.good(text);
  }

  @Override
  public Parsed varbinary(Varbinary type) {
    return text.length() <= 2L * type.length()
        ? blob()
        : Parsed.bad("write at most " + type.length() + " bytes");
  }

  @Override
  public Parsed blob() {
    return HEX.matcher(text).matches()
        ? Parsed.good(text.toLowerCase(Locale.ROOT))
        : Parsed.bad("write the bytes as hexadecimal digits" + orExpression());
  }

  @Override
  public Parsed uuid() {
    return UUID_FORM.matcher(text).matches()
        ? Parsed.good(text.toLowerCase(Locale.ROOT))
        : Parsed.bad(
            "write it as 8, 4, 4, 4 and 12 hexadecimal digits with - between" + orExpression());
  }

  @Override
  public Parsed date() {
    try {
      LocalDate date = LocalDate.parse(text);
      if (isYear(date.getYear())) {
        return Parsed.good(date.toString());
      }
    } catch (DateTimeException e) {
      // Not a date: said below.
    }
    return Parsed.bad("write a date such as 2026-01-31" + orExpression());
  }

  @Override
  public Parsed time() {
    try {
      LocalTime time = LocalTime.parse(text);
      if (isMicros(time)) {
        return Parsed.good(format(time));
      }
    } catch (DateTimeException e) {
      // Not a time: said below.
    }
    return Parsed.bad(
        "write a time such as 10:15:30, with at most 6 digits behind the point" + orExpression());
  }

  @Override
  public Parsed timestamp(Timestamp type) {
    String iso = text.replace(' ', 'T');
    try {
      LocalDateTime time =
          type.withTimeZone()
              ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(iso);
      if (isYear(time.getYear()) && isMicros(time.toLocalTime())) {
        String value = time.toLocalDate() + "T" + format(time.toLocalTime());
        return Parsed.good(type.withTimeZone() ? value + "Z" : value);
      }
    } catch (DateTimeException e) {
      // Not a timestamp: said below.
    }
    return Parsed.bad(
        "write a time such as "
            + (type.withTimeZone() ? "2026-01-31T10:15:30Z" : "2026-01-31T10:15:30")
            + ", with at most 6 digits behind the point"
            + orExpression());
  }

  @Override
  public Parsed json() {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != null) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return Parsed.good(text);
        }
      }
    } catch (IOException e) {
      // Not JSON: said below.
    }
    return Parsed.bad("write one JSON value, such as {} or []");
  }

  @Override
  public Parsed document(ColumnType.DocumentType type) {
    if (type instanceof ColumnType.Choice choice) {
      return choice.values().contains(text)
          ? Parsed.good(text)
          : Parsed.bad(
              "write one of its constants "
                  + String.join(", ", choice.values())
                  + NearMiss.hint(text, choice.values()));
    } else if (type instanceof ColumnType.ObjectId) {
      return OBJECT_ID.matcher(text).matches()
          ? Parsed.good(text.toLowerCase(Locale.ROOT))
          : Parsed.bad("write 24 hexadecimal digits");
    }
    boolean list = type instanceof ColumnType.Array;
    Parsed parsed = json();
    return parsed.value() != null && text.strip().startsWith(list ? "[" : "{")
        ? Parsed.good(text.strip().replaceAll("\\R", " "))
        : Parsed.bad(list ? "write a JSON array, such as []" : "write a JSON object, such as {}");
  }

  private static boolean isYear(int year) {
    return year >= 1 && year <= LAST_YEAR;
  }

  private static boolean isMicros(LocalTime time) {
    return time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0;
  }

  private static String format(LocalTime time) {
    String seconds =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    int micros = time.get(ChronoField.MICRO_OF_SECOND);
    return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
  }

  private static String orExpression() {
    return ", or \"sql:\" and an expression";
  }
}
