package dev.eloquent.seed;

import static dev.eloquent.seed.ColumnValue.between;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The standard text of types that have one, which is what columns of text hold. */
final class TextForms {
  private static final Map<Class<?>, ColumnValue> FORMS = new HashMap<>();

  static {
    put(String.class, s -> s, s -> s);
    // A database without the difference gives a single space back as nothing.
    put(Character.class, String::valueOf, s -> s.isEmpty() ? ' ' : s.charAt(0));
    put(YearMonth.class, YearMonth::toString, YearMonth::parse);
    put(MonthDay.class, MonthDay::toString, MonthDay::parse);
    put(Period.class, Period::toString, Period::parse);
    put(ZoneId.class, ZoneId::getId, ZoneId::of);
    put(ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of);
    put(Currency.class, Currency::getCurrencyCode, Currency::getInstance);
    put(Locale.class, Locale::toLanguageTag, Locale::forLanguageTag);
    put(TimeZone.class, TimeZone::getID, TimeZone::getTimeZone);
    put(URI.class, URI::toString, URI::create);
    put(URL.class, URL::toExternalForm, TextForms::url);
    put(UUID.class, UUID::toString, UUID::fromString);
    put(Instant.class, Instant::toString, Instant::parse);
    put(OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse);
    put(ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse);
    put(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse);
    put(LocalDate.class, LocalDate::toString, LocalDate::parse);
    put(LocalTime.class, LocalTime::toString, LocalTime::parse);
    put(OffsetTime.class, OffsetTime::toString, OffsetTime::parse);
    put(Duration.class, Duration::toString, Duration::parse);
    put(Year.class, Year::toString, Year::parse);
    put(BigDecimal.class, BigDecimal::toString, BigDecimal::new);
    put(BigInteger.class, BigInteger::toString, BigInteger::new);
    put(Long.class, String::valueOf, Long::valueOf);
    put(Integer.class, String::valueOf, Integer::valueOf);
    put(Short.class, String::valueOf, Short::valueOf);
    put(Byte.class, String::valueOf, Byte::valueOf);
    put(Double.class, String::valueOf, Double::valueOf);
    put(Float.class, String::valueOf, Float::valueOf);
    put(Boolean.class, String::valueOf, Boolean::valueOf);
  }

  private TextForms() {}

  private static <J> void put(
      Class<J> type, Function<J, String> toText, Function<String, J> fromText) {
    FORMS.put(type, between(type, String.class, toText, fromText));
  }

  /** How values of that class are text; null if they have no standard one. */
  static @Nullable ColumnValue text(Class<?> type) {
    return type.isEnum() ? constants(type) : FORMS.get(type);
  }

  private static ColumnValue constants(Class<?> type) {
    Map<String, Object> byName = new HashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    return new ColumnValue(
        value -> ((Enum<?>) value).name(),
        text -> {
          Object constant = byName.get((String) text);
          if (constant == null) {
            throw new IllegalArgumentException(
                "\"" + text + "\" is no constant of " + type.getSimpleName());
          }
          return constant;
        });
  }

  private static URL url(String text) {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
