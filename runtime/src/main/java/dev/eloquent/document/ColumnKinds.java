package dev.eloquent.document;

import dev.eloquent.seed.ColumnKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** The kinds of nested fields and of elements, which follow from their Java types. */
final class ColumnKinds {
  private static final Map<Class<?>, ColumnKind> KINDS =
      Map.ofEntries(
          Map.entry(Boolean.class, ColumnKind.BOOLEAN),
          Map.entry(Byte.class, ColumnKind.TINYINT),
          Map.entry(Short.class, ColumnKind.SMALLINT),
          Map.entry(Integer.class, ColumnKind.INTEGER),
          Map.entry(Year.class, ColumnKind.INTEGER),
          Map.entry(Long.class, ColumnKind.BIGINT),
          Map.entry(Duration.class, ColumnKind.BIGINT),
          Map.entry(Float.class, ColumnKind.REAL),
          Map.entry(Double.class, ColumnKind.DOUBLE),
          Map.entry(BigDecimal.class, ColumnKind.DECIMAL),
          Map.entry(BigInteger.class, ColumnKind.DECIMAL),
          Map.entry(byte[].class, ColumnKind.BLOB),
          Map.entry(UUID.class, ColumnKind.UUID),
          Map.entry(LocalDate.class, ColumnKind.DATE),
          Map.entry(java.sql.Date.class, ColumnKind.DATE),
          Map.entry(LocalTime.class, ColumnKind.TIME),
          Map.entry(java.sql.Time.class, ColumnKind.TIME),
          Map.entry(LocalDateTime.class, ColumnKind.TIMESTAMP),
          Map.entry(Date.class, ColumnKind.TIMESTAMP),
          Map.entry(Calendar.class, ColumnKind.TIMESTAMP),
          Map.entry(java.sql.Timestamp.class, ColumnKind.TIMESTAMP),
          Map.entry(Instant.class, ColumnKind.TIMESTAMPTZ),
          Map.entry(OffsetDateTime.class, ColumnKind.TIMESTAMPTZ),
          Map.entry(ZonedDateTime.class, ColumnKind.TIMESTAMPTZ));

  private ColumnKinds() {}

  static ColumnKind of(Class<?> type) {
    ColumnKind kind = KINDS.get(type);
    boolean free =
        Map.class.isAssignableFrom(type)
            || Collection.class.isAssignableFrom(type)
            || type.getName().startsWith("org.bson.");
    return kind != null ? kind : free ? ColumnKind.OTHER : ColumnKind.TEXT;
  }
}
