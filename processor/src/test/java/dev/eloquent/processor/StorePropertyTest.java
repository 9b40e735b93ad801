package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.StoreFixture.Database;
import dev.eloquent.registry.ModelAccessor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Any rows come back as they were, in their order, from every database. */
class StorePropertyTest {
  private static final long FIRST_SECOND = 1;
  private static final long LAST_SECOND = Instant.parse("2037-12-31T00:00:00Z").getEpochSecond();

  private static @Nullable StoreFixture fixture;
  private static final Map<String, Database> DATABASES = new HashMap<>();

  @BeforeContainer
  static void compile() throws IOException {
    StoreFixture made =
        new StoreFixture(Files.createTempDirectory("eloquent-store"))
            .model(
                "Thing",
                """
                @Model record Thing(@Id Long id, @Column(type = "text") String text, Integer number,
                    long total, Boolean flag, BigDecimal price, Double ratio, Float share, UUID code,
                    byte[] bytes, Instant at, LocalDateTime local, LocalDate on, LocalTime time,
                    @Column(nullable = false, defaultValue = "5") Short least) {}
                """)
            .seeds("Thing");
    fixture = made;
    for (String dialect : List.of("sqlite", "postgresql", "mysql")) {
      DATABASES.put(dialect, made.database(dialect));
    }
  }

  @AfterContainer
  static void close() {
    DATABASES.values().forEach(Database::close);
  }

  @Provide
  Arbitrary<Object[]> rows() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("aZ09'\"\\%_;-? \n\t\u00e9\u20ac")
            .excludeChars('\0')
            .ofMaxLength(40);
    // Milliseconds, which every database keeps, and the range of a TIMESTAMP on MySQL.
    Arbitrary<Instant> instant =
        Arbitraries.longs()
            .between(FIRST_SECOND * 1000, LAST_SECOND * 1000)
            .map(Instant::ofEpochMilli);
    List<Arbitrary<Object>> values =
        List.of(
            any(text),
            any(Arbitraries.integers()),
            Arbitraries.longs().map(n -> n),
            any(Arbitraries.of(true, false)),
            any(
                Arbitraries.bigDecimals()
                    .between(new BigDecimal("-9999999999999"), new BigDecimal("9999999999999"))
                    .ofScale(2)),
            any(Arbitraries.doubles().between(-1e100, 1e100)),
            any(Arbitraries.floats().between(-1e30f, 1e30f)),
            any(Arbitraries.longs().map(n -> new UUID(n, ~n))),
            any(Arbitraries.bytes().array(byte[].class).ofMaxSize(20)),
            any(instant),
            any(instant.map(i -> LocalDateTime.ofInstant(i, ZoneOffset.UTC))),
            any(Arbitraries.longs().between(-300_000, 300_000).map(LocalDate::ofEpochDay)),
            any(
                Arbitraries.longs()
                    .between(0, 86_399_999_999L)
                    .map(n -> LocalTime.ofNanoOfDay(n * 1000))),
            any(Arbitraries.shorts()));
    return Combinators.combine(values)
        .as(
            list -> {
              List<@Nullable Object> row = new ArrayList<>(list);
              row.add(0, null);
              return row.toArray();
            });
  }

  private static Arbitrary<Object> any(Arbitrary<?> values) {
    return values.map(value -> (Object) value).injectNull(0.1);
  }

  @Property(tries = 60, seed = "1")
  void anyRowsComeBackFromSqlite(
      @ForAll @Size(max = 30) List<@net.jqwik.api.From("rows") Object[]> rows) {
    assertThereAndBack("sqlite", rows);
  }

  @Property(tries = 60, seed = "1")
  void anyRowsComeBackFromPostgresql(
      @ForAll @Size(max = 30) List<@net.jqwik.api.From("rows") Object[]> rows) {
    assertThereAndBack("postgresql", rows);
  }

  @Property(tries = 60, seed = "1")
  void anyRowsComeBackFromMariaDb(
      @ForAll @Size(max = 30) List<@net.jqwik.api.From("rows") Object[]> rows) {
    assertThereAndBack("mysql", rows);
  }

  private static void assertThereAndBack(String dialect, List<Object[]> rows) {
    Database database = Objects.requireNonNull(DATABASES.get(dialect));
    ModelAccessor<Object> accessor = Objects.requireNonNull(fixture).accessor("Thing");
    List<Object> written = database.store().insertAll(rows.stream().map(accessor::create).toList());
    assertThat(written).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Object key = Objects.requireNonNull(accessor.values(written.get(i))[0]);
      Object read = database.store().find(accessor.modelClass(), key).orElseThrow();
      @Nullable Object[] expected = rows.get(i).clone();
      expected[0] = key;
      int least = expected.length - 1;
      expected[least] = expected[least] == null ? Short.valueOf((short) 5) : expected[least];
      assertThat(canonical(accessor.values(read))).isEqualTo(canonical(expected));
    }
  }

  private static List<@Nullable Object> canonical(@Nullable Object[] row) {
    return Arrays.stream(row)
        .map(
            value ->
                value instanceof byte[] bytes
                    ? HexFormat.of().formatHex(bytes)
                    : value instanceof Double d && d == 0
                        ? (Object) 0.0
                        : value instanceof Float f && f == 0 ? (Object) 0.0f : value)
        .toList();
  }
}
