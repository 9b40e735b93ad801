package dev.eloquent.seed;

import static dev.eloquent.seed.TextForms.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of one Java type into what a column of one kind holds, and back; for stores.
 *
 * @param toColumn from the Java type to what {@link ColumnKind} says
 * @param toJava from what {@link ColumnKind} says to the Java type
 */
public record ColumnValue(Function<Object, Object> toColumn, Function<Object, Object> toJava) {
  private static final long NANOS = 1_000_000_000L;

  /** How they turn into each other; null if that Java type has no form in such a column. */
  public static @Nullable ColumnValue of(ColumnKind kind, Class<?> type) {
    return switch (kind) {
      case BOOLEAN -> type == Boolean.class ? same() : null;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(type);
      case REAL, DOUBLE -> floating(type);
      case DECIMAL -> decimal(type);
      case CHAR, VARCHAR, TEXT, JSON -> text(type);
      case VARBINARY, BLOB -> type == byte[].class ? same() : null;
      case UUID -> uuid(type);
      case DATE -> date(type);
      case TIME -> time(type);
      case TIMESTAMP, TIMESTAMPTZ -> timestamp(type);
      case OTHER -> same();
    };
  }

  private static ColumnValue same() {
    return new ColumnValue(value -> value, value -> value);
  }

  /** Both directions with the classes that they are between. */
  static <J, C> ColumnValue between(
      Class<J> java, Class<C> column, Function<J, C> toColumn, Function<C, J> toJava) {
    return new ColumnValue(
        value -> toColumn.apply(java.cast(value)), value -> toJava.apply(column.cast(value)));
  }

  private static @Nullable ColumnValue whole(Class<?> type) {
    if (type == Duration.class) {
      return between(Duration.class, Long.class, ColumnValue::nanos, Duration::ofNanos);
    } else if (type == Year.class) {
      return between(
          Year.class, Long.class, y -> (long) y.getValue(), n -> Year.of(Math.toIntExact(n)));
    } else if (type == Boolean.class) {
      return between(Boolean.class, Long.class, b -> b ? 1L : 0L, n -> n != 0);
    }
    Function<Number, Object> back = number(type);
    return back == null ? null : new ColumnValue(v -> whole((Number) v), v -> back.apply((Long) v));
  }

  private static long whole(Number number) {
    return number instanceof Long || number instanceof Integer
        ? number.longValue()
        : exact(number).longValueExact();
  }

  private static long nanos(Duration duration) {
    return Math.addExact(Math.multiplyExact(duration.getSeconds(), NANOS), duration.getNano());
  }

  private static @Nullable ColumnValue floating(Class<?> type) {
    Function<Number, Object> back = number(type);
    return back == null
        ? null
        : new ColumnValue(v -> ((Number) v).doubleValue(), v -> back.apply((Double) v));
  }

  private static @Nullable ColumnValue decimal(Class<?> type) {
    Function<Number, Object> back = number(type);
    return back == null
        ? null
        : new ColumnValue(v -> exact((Number) v), v -> back.apply((BigDecimal) v));
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (number instanceof Double || number instanceof Float) {
      return new BigDecimal(number.toString());
    }
    return BigDecimal.valueOf(number.longValue());
  }

  /** To that class of numbers, without loss; null if it is none. */
  private static @Nullable Function<Number, Object> number(Class<?> type) {
    if (type == Long.class) {
      return n -> n instanceof Long ? n : exact(n).longValueExact();
    } else if (type == Integer.class) {
      return n -> exact(n).intValueExact();
    } else if (type == Short.class) {
      return n -> exact(n).shortValueExact();
    } else if (type == Byte.class) {
      return n -> exact(n).byteValueExact();
    } else if (type == Double.class) {
      return Number::doubleValue;
    } else if (type == Float.class) {
      return Number::floatValue;
    } else if (type == BigDecimal.class) {
      return ColumnValue::exact;
    } else if (type == BigInteger.class) {
      return n -> exact(n).toBigIntegerExact();
    }
    return null;
  }

  private static @Nullable ColumnValue uuid(Class<?> type) {
    if (type == String.class) {
      return between(String.class, UUID.class, UUID::fromString, UUID::toString);
    }
    return type == UUID.class ? same() : null;
  }

  private static @Nullable ColumnValue date(Class<?> type) {
    if (type == java.sql.Date.class) {
      return between(
          java.sql.Date.class, LocalDate.class, java.sql.Date::toLocalDate, java.sql.Date::valueOf);
    }
    return type == LocalDate.class ? same() : null;
  }

  private static @Nullable ColumnValue time(Class<?> type) {
    if (type == java.sql.Time.class) {
      return between(
          java.sql.Time.class, LocalTime.class, java.sql.Time::toLocalTime, java.sql.Time::valueOf);
    }
    return type == LocalTime.class ? same() : null;
  }

  private static @Nullable ColumnValue timestamp(Class<?> type) {
    if (type == Instant.class || type == LocalDateTime.class) {
      return same();
    } else if (type == OffsetDateTime.class) {
      return between(
          OffsetDateTime.class,
          Instant.class,
          OffsetDateTime::toInstant,
          i -> i.atOffset(ZoneOffset.UTC));
    } else if (type == ZonedDateTime.class) {
      return between(
          ZonedDateTime.class,
          Instant.class,
          ZonedDateTime::toInstant,
          i -> i.atZone(ZoneOffset.UTC));
    } else if (type == Date.class) {
      return between(Date.class, Instant.class, Date::toInstant, Date::from);
    } else if (type == java.sql.Timestamp.class) {
      return between(
          java.sql.Timestamp.class,
          Instant.class,
          java.sql.Timestamp::toInstant,
          java.sql.Timestamp::from);
    } else if (type == Calendar.class) {
      return between(Calendar.class, Instant.class, Calendar::toInstant, ColumnValue::calendar);
    }
    return null;
  }

  private static Calendar calendar(Instant instant) {
    return java.util.GregorianCalendar.from(instant.atZone(ZoneId.systemDefault()));
  }
}
