package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.processor.StoreFixture.Database;
import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.ModelAccessor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every Java type of {@code docs/types.md}, stored from an instance and read by plain JDBC and by
 * the store, in a JVM that is far from UTC.
 */
class StoreTypesTest {
  private static final Instant TIME = Instant.parse("2024-02-29T22:59:58.123456Z");

  /** Java type and a value of it, in the order of the fields. */
  private static final Map<String, Object> VALUES = new LinkedHashMap<>();

  private static final TimeZone BEFORE = TimeZone.getDefault();

  @TempDir static Path root;
  private static @Nullable StoreFixture fixture;

  private static void values() throws MalformedURLException {
    LocalDateTime local = LocalDateTime.parse("2024-02-29T23:59:58.123456");
    VALUES.put("boolean", true);
    VALUES.put("byte", Byte.MIN_VALUE);
    VALUES.put("short", Short.MAX_VALUE);
    VALUES.put("int", Integer.MIN_VALUE);
    VALUES.put("long", Long.MAX_VALUE);
    VALUES.put("float", 0.1f);
    VALUES.put("double", 1.0 / 3);
    VALUES.put("char", 'é');
    VALUES.put("Boolean", false);
    VALUES.put("Byte", (byte) 7);
    VALUES.put("Short", (short) -7);
    VALUES.put("Integer", 7);
    VALUES.put("Long", -7L);
    VALUES.put("Float", 3.4028235e38f);
    VALUES.put("Double", 2.2250738585072014e-308);
    VALUES.put("Character", ' ');
    VALUES.put("BigDecimal", new BigDecimal("-1234567890123.45"));
    VALUES.put("BigInteger", BigInteger.valueOf(Long.MIN_VALUE + 1));
    VALUES.put("String", "O'Reilly \"\\ %_ \n\u20ac \ud83d\ude00");
    VALUES.put("Color", "GREEN");
    VALUES.put("Year", Year.of(2024));
    VALUES.put("Duration", Duration.ofSeconds(-3, 7));
    VALUES.put("YearMonth", YearMonth.of(2024, 2));
    VALUES.put("MonthDay", MonthDay.of(2, 29));
    VALUES.put("Period", Period.of(1, -2, 3));
    VALUES.put("ZoneId", ZoneId.of("Europe/Zurich"));
    VALUES.put("ZoneOffset", ZoneOffset.ofHoursMinutes(5, 45));
    VALUES.put("Currency", Currency.getInstance("CHF"));
    VALUES.put("Locale", Locale.forLanguageTag("de-CH"));
    VALUES.put("TimeZone", TimeZone.getTimeZone("Asia/Tokyo"));
    VALUES.put("java.net.URI", URI.create("urn:isbn:1"));
    VALUES.put("java.net.URL", new URL("https://example.org/a?b=c"));
    VALUES.put("byte[]", new byte[] {0, 1, -1, 127});
    VALUES.put("UUID", UUID.fromString("0c5b9b3e-7a0e-4c1d-8a51-0123456789ab"));
    VALUES.put("LocalDate", LocalDate.of(2024, 2, 29));
    VALUES.put("java.sql.Date", java.sql.Date.valueOf("2024-02-29"));
    VALUES.put("LocalTime", LocalTime.of(23, 59, 58, 123456000));
    VALUES.put("java.sql.Time", java.sql.Time.valueOf("23:59:58"));
    VALUES.put("LocalDateTime", local);
    VALUES.put("Date", Date.from(Instant.ofEpochMilli(TIME.toEpochMilli())));
    VALUES.put("Calendar", GregorianCalendar.from(ZonedDateTime.parse("2024-02-29T22:59:58.123Z")));
    VALUES.put("java.sql.Timestamp", Timestamp.from(TIME));
    VALUES.put("Instant", TIME);
    VALUES.put("OffsetDateTime", TIME.atOffset(ZoneOffset.UTC));
    VALUES.put("ZonedDateTime", TIME.atZone(ZoneOffset.UTC));
    VALUES.put("@Column(type = \"text\") String", "a\tb");
    VALUES.put("@Column(type = \"json\") String", "{\"a\": 1}");
    VALUES.put("@Column(length = 4) byte[]", new byte[] {9, 8, 7, 6});
    VALUES.put("@Column(timestamp = true) Instant", TIME);
    VALUES.put("@Column(timestamp = true, useTz = true) LocalDateTime", local);
    VALUES.put("@Column(softDeletes = true) OffsetDateTime", TIME.atOffset(ZoneOffset.UTC));
    VALUES.put(
        "@Column(type = \"varchar(40)\") UUID",
        UUID.fromString("0c5b9b3e-7a0e-4c1d-8a51-0123456789ab"));
    VALUES.put("@Column(type = \"uuid\") String", "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab");
    VALUES.put("@Column(type = \"char(40)\") String", "padded");
    VALUES.put("@Column(type = \"bigint\") BigDecimal", new BigDecimal("42"));
    VALUES.put("@Column(type = \"integer\") boolean", true);
  }

  @BeforeAll
  static void compile() throws MalformedURLException {
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    values();
    StringBuilder fields = new StringBuilder();
    int number = 0;
    for (String type : VALUES.keySet()) {
      fields.append("  ").append(type).append(" f").append(number++).append(";\n");
    }
    fixture =
        new StoreFixture(root)
            .model("Color", "enum Color { RED, GREEN }")
            .model("Everything", "@Model class Everything { @Id Long id;\n" + fields + "}")
            .seeds("Everything");
  }

  @AfterAll
  static void backToTheZone() {
    TimeZone.setDefault(BEFORE);
  }

  private static StoreFixture fixture() {
    return java.util.Objects.requireNonNull(fixture);
  }

  /** What a database without the difference gives back. */
  private static @Nullable Object canonical(@Nullable Object value, String dialect) {
    if (value instanceof byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    } else if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    } else if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    } else if (value instanceof String text && text.startsWith("{")) {
      return text.replace(" ", "");
    }
    if (dialect.equals("sqlite")) {
      // Milliseconds are all that its driver keeps of a time.
      if (value instanceof Instant i) {
        return Instant.ofEpochMilli(i.toEpochMilli());
      } else if (value instanceof LocalDateTime l) {
        return l.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
      } else if (value instanceof OffsetDateTime o) {
        return o.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
      } else if (value instanceof ZonedDateTime z) {
        return z.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
      } else if (value instanceof Timestamp t) {
        return t.toInstant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
      }
    }
    return value instanceof Timestamp t ? t.toInstant() : value;
  }

  private static Object[] row(ModelAccessor<?> accessor) {
    Object[] row = new Object[VALUES.size() + 1];
    int i = 1;
    for (Object value : VALUES.values()) {
      Class<?> type = ((JavaType.Single) accessor.types().get(i)).type();
      row[i++] = type.isEnum() ? constant(type, (String) value) : value;
    }
    return row;
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (constant.toString().equals(name)) {
        return constant;
      }
    }
    throw new AssertionError(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void everyTypeComesBack(String dialect) {
    ModelAccessor<Object> accessor = fixture().accessor("Everything");
    try (Database database = fixture().database(dialect)) {
      Object[] given = row(accessor);
      Object written = database.store().insert(accessor.create(given));
      assertThat(accessor.values(written)[0]).isEqualTo(1L);
      Object read = database.store().find(accessor.modelClass(), 1L).orElseThrow();
      assertSame(accessor, dialect, accessor.values(read), accessor.values(written));

      Object[] changed = accessor.values(written);
      changed[19] = "changed";
      database.store().update(accessor.create(changed));
      Object again = database.store().findAll(accessor.modelClass()).get(0);
      assertSame(accessor, dialect, accessor.values(again), changed);
    }
  }

  private static void assertSame(
      ModelAccessor<?> accessor,
      String dialect,
      @Nullable Object[] actual,
      @Nullable Object[] expected) {
    Map<String, Object> was = new LinkedHashMap<>();
    Map<String, Object> is = new LinkedHashMap<>();
    for (int i = 0; i < expected.length; i++) {
      String name = accessor.names().get(i) + " " + accessor.types().get(i);
      was.put(name, canonical(expected[i], dialect));
      is.put(name, canonical(actual[i], dialect));
    }
    assertThat(is).isEqualTo(was);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void nothingComesBackAsNothing(String dialect) {
    ModelAccessor<Object> accessor = fixture().accessor("Everything");
    try (Database database = fixture().database(dialect)) {
      Object[] given = new Object[VALUES.size() + 1];
      given[8] = 'x';
      Object written = database.store().insert(accessor.create(given));
      Object read = database.store().find(accessor.modelClass(), 1).orElseThrow();
      assertSame(accessor, dialect, accessor.values(read), accessor.values(written));
      assertThat(accessor.values(read)[19]).isNull();
      assertThat(accessor.values(read)[4]).isEqualTo(0);
    }
  }

  private static String column(String type) {
    return "f" + List.copyOf(VALUES.keySet()).indexOf(type);
  }

  /** Read as the page about types binds, without the store. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void plainJdbcReadsTheSame(String dialect) throws SQLException {
    ModelAccessor<Object> accessor = fixture().accessor("Everything");
    boolean sqlite = dialect.equals("sqlite");
    Instant kept = sqlite ? Instant.ofEpochMilli(TIME.toEpochMilli()) : TIME;
    try (Database database = fixture().database(dialect)) {
      database.store().insert(accessor.create(row(accessor)));
      List<String> instants =
          List.of(
              "Instant",
              "OffsetDateTime",
              "ZonedDateTime",
              "java.sql.Timestamp",
              "@Column(timestamp = true) Instant");
      for (String type : instants) {
        assertThat(read(database, column(type), (r, i) -> r.getTimestamp(i).toInstant()))
            .as(type)
            .isEqualTo(kept);
      }
      assertThat(
              read(
                  database, column("LocalDateTime"), (r, i) -> r.getTimestamp(i).toLocalDateTime()))
          .isEqualTo(canonical(VALUES.get("LocalDateTime"), dialect));
      assertThat(
              read(
                  database,
                  column("LocalDate"),
                  (r, i) ->
                      sqlite ? LocalDate.parse(r.getString(i)) : r.getObject(i, LocalDate.class)))
          .isEqualTo(VALUES.get("LocalDate"));
      assertThat(
              read(
                  database,
                  column("LocalTime"),
                  (r, i) ->
                      sqlite ? LocalTime.parse(r.getString(i)) : r.getObject(i, LocalTime.class)))
          .isEqualTo(VALUES.get("LocalTime"));
      assertThat(read(database, column("UUID"), (r, i) -> UUID.fromString(r.getString(i))))
          .isEqualTo(VALUES.get("UUID"));
      assertThat(read(database, column("boolean"), (r, i) -> r.getBoolean(i))).isEqualTo(true);
      assertThat(read(database, column("Duration"), (r, i) -> r.getLong(i)))
          .isEqualTo(-2_999_999_993L);
      assertThat(read(database, column("Year"), (r, i) -> r.getInt(i))).isEqualTo(2024);
      assertThat(
              read(
                  database,
                  column("BigDecimal"),
                  (r, i) -> r.getBigDecimal(i).stripTrailingZeros()))
          .isEqualTo(new BigDecimal("-1234567890123.45"));
      assertThat(read(database, column("byte[]"), (r, i) -> r.getBytes(i)))
          .isEqualTo(new byte[] {0, 1, -1, 127});
      Map<String, String> texts =
          Map.of(
              "Color",
              "GREEN",
              "Locale",
              "de-CH",
              "Currency",
              "CHF",
              "Period",
              "P1Y-2M3D",
              "MonthDay",
              "--02-29",
              "TimeZone",
              "Asia/Tokyo");
      for (Map.Entry<String, String> text : texts.entrySet()) {
        assertThat(read(database, column(text.getKey()), (r, i) -> r.getString(i)))
            .isEqualTo(text.getValue());
      }
      if (sqlite) {
        String instant = column("Instant");
        assertThat(
                database.text("SELECT typeof(" + instant + ") || " + instant + " FROM everythings"))
            .isEqualTo("integer1709247598123");
      }
    }
  }

  /** Reads a column. */
  private interface Read {
    Object read(java.sql.ResultSet row, int column) throws SQLException;
  }

  private static @Nullable Object read(Database database, String column, Read read)
      throws SQLException {
    return database.read("SELECT " + column + " FROM everythings", r -> read.read(r, 1));
  }

  /** What the database cannot hold is refused, and not rounded or lost. */
  @ParameterizedTest
  @CsvSource({
    "sqlite, BigDecimal, 12345678901234567.89",
    "sqlite, BigInteger, 99999999999999999999",
    "sqlite, Double, NaN",
    "mysql, Double, NaN"
  })
  void whatCannotBeHeldIsRefused(String dialect, String type, String value) {
    ModelAccessor<Object> accessor = fixture().accessor("Everything");
    try (Database database = fixture().database(dialect)) {
      Object[] given = row(accessor);
      int place = List.copyOf(VALUES.keySet()).indexOf(type) + 1;
      given[place] =
          switch (type) {
            case "BigDecimal" -> new BigDecimal(value);
            case "BigInteger" -> new BigInteger(value);
            default -> Double.valueOf(value);
          };
      Object instance = accessor.create(given);
      assertThatThrownBy(() -> database.store().insert(instance)).hasMessageEndingWith("[ELQ806]");
      assertThat(database.store().count(accessor.modelClass())).isZero();
    }
  }
}
