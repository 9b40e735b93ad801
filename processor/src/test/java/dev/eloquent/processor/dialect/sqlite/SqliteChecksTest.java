package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.Tables.INSTANT;
import static dev.eloquent.processor.dialect.sqlite.Tables.INT;
import static dev.eloquent.processor.dialect.sqlite.Tables.STRING;
import static dev.eloquent.processor.dialect.sqlite.Tables.TEXT;
import static dev.eloquent.processor.dialect.sqlite.Tables.column;
import static dev.eloquent.processor.dialect.sqlite.Tables.id;
import static dev.eloquent.processor.dialect.sqlite.Tables.index;
import static dev.eloquent.processor.dialect.sqlite.Tables.literal;
import static dev.eloquent.processor.dialect.sqlite.Tables.nullable;
import static dev.eloquent.processor.dialect.sqlite.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.schema.TypeText;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteChecksTest {
  private static List<Finding> check(Tables... tables) {
    List<Table> built = List.of(tables).stream().map(Tables::build).toList();
    return new SqliteDialect().check(new Schema(built));
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(Dialect.class))
        .anySatisfy(dialect -> assertThat(dialect).isInstanceOf(SqliteDialect.class));
  }

  @Test
  void reservedNames() {
    assertThat(check(table("SQLite_x"), table("eloquent_journal")))
        .containsExactly(
            Finding.of(Problem.SQLITE_NAME_RESERVED, SchemaPath.table("SQLite_x"), "SQLite_x"),
            Finding.of(
                Problem.SQLITE_NAME_RESERVED,
                SchemaPath.table("eloquent_journal"),
                "eloquent_journal"));
  }

  @Test
  void namesThatSqliteDoesNotTellApart() {
    assertThat(
            check(
                table("a").with(nullable("x", INT), nullable("X", INT)),
                table("b").with(index("A", "id"))))
        .containsExactly(
            Finding.of(Problem.SQLITE_NAME_TAKEN, SchemaPath.column("a", "X"), "X", "x"),
            Finding.of(Problem.SQLITE_NAME_TAKEN, new SchemaPath("b", Kind.INDEX, "A"), "A", "a"));
  }

  @Test
  void namesThatNoFileHolds() {
    assertThat(check(table("a${b}").with(Tables.check("c${d}", "1 = 1"))))
        .containsExactly(
            Finding.of(Problem.SQLITE_NAME_UNWRITABLE, SchemaPath.table("a${b}"), "a${b}"),
            Finding.of(
                Problem.SQLITE_NAME_UNWRITABLE,
                new SchemaPath("a${b}", Kind.CHECK, "c${d}"),
                "c${d}"));
  }

  @Test
  void countedColumnsThatAreNotTheKey() {
    Finding finding = Finding.of(Problem.SQLITE_IDENTITY, SchemaPath.column("a", "id"), "a.id");
    assertThat(check(Tables.bare("a").with(id()))).containsExactly(finding);
    assertThat(check(Tables.bare("a").with(id(), nullable("b", INT)).key("id", "b")))
        .containsExactly(finding);
    assertThat(
            check(Tables.bare("a").with(new Column("id", TEXT, false, true, null, "")).key("id")))
        .containsExactly(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | 1",
        "integer | x",
        "decimal(5,2) | 1.x",
        "timestamp | today",
        "timestamptz | 2024-02-30T00:00:00Z",
        "blob | 0",
        "blob | xy"
      })
  void defaultsThatAreNoValueOfTheType(String type, String value) {
    ColumnType parsed = TypeText.parse(type).orElseThrow();
    assertThat(check(Tables.bare("a").with(column("x", parsed, true, literal(value)))))
        .containsExactly(
            Finding.of(Problem.SQLITE_DEFAULT, SchemaPath.column("a", "x"), value, type));
  }

  @Test
  void changesOfTypeThatKeepNoMeaning() {
    assertThat(findings(STRING, TEXT)).isEmpty();
    assertThat(findings(INT, TEXT)).isEmpty();
    assertThat(findings(INT, new ColumnType.Bool())).isEmpty();
    assertThat(findings(new ColumnType.Timestamp(false), INSTANT)).isEmpty();
    Map<ColumnType, String> reasons =
        Map.of(
            TEXT,
            "SQLite keeps timestamps as milliseconds",
            INT,
            "numbers are no timestamps with time zone",
            new ColumnType.Date(),
            "SQLite keeps timestamps as milliseconds",
            new ColumnType.Blob(),
            "bytes are no timestamps with time zone",
            new ColumnType.Bool(),
            "truth values are no timestamps with time zone");
    reasons.forEach(
        (from, why) ->
            assertThat(findings(from, INSTANT))
                .containsExactly(
                    Finding.of(
                        Problem.SQLITE_CONVERSION,
                        SchemaPath.column("a", "x"),
                        "a.x",
                        from.text(),
                        "timestamptz",
                        why)));
    assertThat(findings(new ColumnType.Bool(), TEXT)).hasSize(1);
    assertThat(findings(new ColumnType.Blob(), TEXT)).hasSize(1);
  }

  private static List<Finding> findings(ColumnType from, ColumnType to) {
    ChangeSet step =
        new ChangeSet(
            new Schema(List.of(table("a").with(nullable("x", from)).build())),
            new Schema(List.of(table("a").with(nullable("x", to)).build())),
            List.of(new AlterColumn("a", nullable("x", from), nullable("x", to), null)));
    return new SqliteDialect().checkChanges(step);
  }
}
