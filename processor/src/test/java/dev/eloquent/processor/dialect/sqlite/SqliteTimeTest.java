package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.Tables.INSTANT;
import static dev.eloquent.processor.dialect.sqlite.Tables.INT;
import static dev.eloquent.processor.dialect.sqlite.Tables.column;
import static dev.eloquent.processor.dialect.sqlite.Tables.literal;
import static dev.eloquent.processor.dialect.sqlite.Tables.nullable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Table;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defaulted rows and rows that the driver wrote, read together where the time zone is not UTC. */
class SqliteTimeTest {
  private static final Table EVENTS =
      Tables.bare("events")
          .with(
              nullable("n", INT),
              column("made", INSTANT, false, new DefaultValue.Now()),
              column(
                  "fixed", new ColumnType.Timestamp(false), true, literal("2001-09-09T01:46:40")),
              column("day", new ColumnType.Date(), true, literal("2024-02-29")),
              column("hour", new ColumnType.Time(), true, literal("12:30")))
          .build();

  private final TimeZone zone = TimeZone.getDefault();

  @BeforeEach
  void farFromUtc() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
  }

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(zone);
  }

  @Test
  void nowIsTheInstantThatTheDriverWouldHaveWritten() throws Exception {
    try (SqliteRun run = SqliteRun.of(EVENTS)) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      run.execute("INSERT INTO events (n) VALUES (1)");
      Instant after = Instant.now().plusMillis(1);
      try (PreparedStatement insert =
          run.connection().prepareStatement("INSERT INTO events (n, made) VALUES (?, ?)")) {
        insert.setInt(1, 0);
        insert.setTimestamp(2, Timestamp.from(before.minusSeconds(1)));
        insert.execute();
        insert.setInt(1, 2);
        insert.setTimestamp(2, Timestamp.from(after.plusSeconds(1)));
        insert.execute();
      }
      try (Statement statement = run.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT made FROM events WHERE n = 1")) {
        assertThat(rows.getTimestamp(1).toInstant()).isBetween(before, after);
      }
      assertThat(run.rows("SELECT n, typeof(made) FROM events ORDER BY made"))
          .containsExactly("0|integer", "1|integer", "2|integer");
    }
  }

  @Test
  void literalDefaultsReadBackAsWritten() throws Exception {
    try (SqliteRun run = SqliteRun.of(EVENTS)) {
      run.execute("INSERT INTO events (n) VALUES (1)");
      try (Statement statement = run.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT fixed, day, hour FROM events")) {
        assertThat(rows.getTimestamp(1).toInstant())
            .isEqualTo(Instant.ofEpochSecond(1_000_000_000));
        assertThat(rows.getString(2)).isEqualTo("2024-02-29");
        assertThat(rows.getObject(2, LocalDate.class)).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(rows.getObject(3, LocalTime.class)).isEqualTo(LocalTime.of(12, 30));
      }
    }
  }

  @Test
  void datesOfBothApisReadBack() throws Exception {
    try (SqliteRun run = SqliteRun.of(EVENTS);
        PreparedStatement insert =
            run.connection().prepareStatement("INSERT INTO events (n, day) VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setObject(2, LocalDate.of(2020, 1, 2));
      insert.execute();
      insert.setInt(1, 2);
      insert.setDate(2, java.sql.Date.valueOf("2020-01-03"));
      insert.execute();
      try (Statement statement = run.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT day FROM events ORDER BY n")) {
        rows.next();
        assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(2020, 1, 2));
        rows.next();
        assertThat(rows.getDate(1)).isEqualTo(java.sql.Date.valueOf("2020-01-03"));
      }
    }
  }
}
