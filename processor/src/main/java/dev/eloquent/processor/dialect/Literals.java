package dev.eloquent.processor.dialect;

import dev.eloquent.processor.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks literal defaults against their type and brings them into one form: {@code true}, digits,
 * {@code 2024-05-01}, {@code 12:30}, {@code 2024-05-01T12:30} (an ISO instant with {@code Z} if the
 * type has a time zone; without an offset it is UTC), a UUID in lower case, bytes as hexadecimal
 * digits, text as it is.
 */
public final class Literals implements ColumnType.Visitor<String> {
  private final String value;

  private Literals(String value) {
    this.value = value;
  }

  /** The normal form; empty if the value is no literal of the type. */
  public static Optional<String> normalize(ColumnType type, String value) {
    try {
      return Optional.of(type.accept(new Literals(value)));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }

  @Override
  public String bool() {
    require(value.equals("true") || value.equals("false"));
    return value;
  }

  @Override
  public String integer(ColumnType.Int type) {
    BigInteger number = new BigInteger(value);
    require(number.bitLength() < type.bits());
    return number.toString();
  }

  @Override
  public String real(ColumnType.Real type) {
    BigDecimal number = new BigDecimal(value);
    require(Double.isFinite(number.doubleValue()));
    return number.toString();
  }

  @Override
  public String decimal(ColumnType.Decimal type) {
    BigDecimal number = new BigDecimal(value);
    BigDecimal least = number.stripTrailingZeros();
    require(least.scale() <= type.scale());
    require(least.precision() - least.scale() <= type.precision() - type.scale());
    return number.toPlainString();
  }

  @Override
  public String character(ColumnType.Char type) {
    return bounded(type.length());
  }

  @Override
  public String varchar(ColumnType.Varchar type) {
    return bounded(type.length());
  }

  private String bounded(int length) {
    require(value.codePointCount(0, value.length()) <= length);
    return value;
  }

  @Override
  public String text() {
    return value;
  }

  @Override
  public String varbinary(ColumnType.Varbinary type) {
    require(value.length() <= 2L * type.length());
    return blob();
  }

  @Override
  public String blob() {
    require(value.matches("(?:[0-9a-fA-F]{2})*"));
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String uuid() {
    require(value.length() == 36);
    return UUID.fromString(value).toString();
  }

  @Override
  public String date() {
    return LocalDate.parse(value).toString();
  }

  @Override
  public String time() {
    return LocalTime.parse(value).truncatedTo(ChronoUnit.MICROS).toString();
  }

  @Override
  public String timestamp(ColumnType.Timestamp type) {
    String iso = value.replace(' ', 'T');
    if (!type.withTimeZone()) {
      return LocalDateTime.parse(iso).truncatedTo(ChronoUnit.MICROS).toString();
    }
    Instant instant =
        iso.matches(".*(?:Z|[+-]\\d\\d:\\d\\d)")
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  @Override
  public String json() {
    require(!value.isBlank());
    return value;
  }
}
