package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.dialect.Schemas;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.lint.ChangeLint;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every type into every other, as the table in {@code docs/types.md} says, with rows on the real
 * databases.
 */
class TypeMatrixTest {
  private static final List<String> DIALECTS = List.of("postgresql", "mysql", "sqlite");
  private static final String UUID = "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab";
  private static final String DATE = "2024-02-29";
  private static final String TIME = "23:59:58";

  private final ScenarioDatabases databases = new ScenarioDatabases();

  /** The marks of a row's cells, by the column's type; the types are those of the header. */
  private static Map<String, Map<String, String>> documented() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("../docs/types.md")).stream()
            .dropWhile(line -> !line.startsWith("| from \\ to |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    List<String> types = cells(lines.get(0));
    Map<String, Map<String, String>> table = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      List<String> cells = cells(line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 1; i < cells.size(); i++) {
        row.put(types.get(i), cells.get(i));
      }
      table.put(cells.get(0), row);
    }
    return table;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|")).skip(1).map(c -> c.replace("`", "").strip()).toList();
  }

  @TestFactory
  Stream<DynamicTest> everyTypeIntoEveryOther() throws IOException {
    Map<String, Map<String, String>> table = documented();
    assertThat(table.keySet()).hasSize(19);
    List<DynamicTest> tests = new ArrayList<>();
    for (Dialect dialect : ServiceLoader.load(Dialect.class)) {
      if (DIALECTS.contains(dialect.id())) {
        table.forEach(
            (from, row) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        dialect.id() + ": " + from, () -> check(dialect, from, row))));
      }
    }
    assertThat(tests).hasSize(3 * 19);
    return tests.stream();
  }

  private void check(Dialect dialect, String from, Map<String, String> row) {
    int place = DIALECTS.indexOf(dialect.id());
    Map<String, String> outcomes = new LinkedHashMap<>();
    Map<String, String> expected = new LinkedHashMap<>();
    List<String> possible = new ArrayList<>();
    row.forEach(
        (to, mark) -> {
          String outcome = outcome(dialect, from, to);
          outcomes.put(to, outcome);
          expected.put(to, mark.length() == 1 ? mark : mark.substring(place, place + 1));
          if (!outcome.equals("-")) {
            possible.add(to);
          }
        });
    assertThat(outcomes).isEqualTo(expected);
    convert(dialect, from, possible);
  }

  /** {@code =} keeps every value, {@code ~} converts with a warning, {@code -} is refused. */
  private static String outcome(Dialect dialect, String from, String to) {
    ChangeSet step = step(from, List.of(to));
    List<Problem> refused =
        dialect.checkChanges(step).stream().map(Finding::problem).distinct().toList();
    if (!refused.isEmpty()) {
      assertThat(refused)
          .containsAnyOf(Problem.DIALECT_CONVERSION, Problem.SQLITE_CONVERSION)
          .hasSize(1);
      return "-";
    }
    return ChangeLint.check(step).isEmpty() ? "=" : "~";
  }

  private static ChangeSet step(String from, List<String> targets) {
    List<Column> before = new ArrayList<>();
    List<Column> after = new ArrayList<>();
    List<SchemaChange> changes = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      before.add(Schemas.nullable("c" + i, from));
      after.add(Schemas.nullable("c" + i, targets.get(i)));
      if (!from.equals(targets.get(i))) {
        changes.add(new AlterColumn("t", before.get(i), after.get(i), null));
      }
    }
    return new ChangeSet(schema(before), schema(after), changes);
  }

  private static Schema schema(List<Column> columns) {
    return Schemas.schema(Schemas.table("t").id().add(columns.toArray(Column[]::new)));
  }

  /** One row of values that have a meaning in the new type, one of NULLs; there, back and there. */
  private void convert(Dialect dialect, String from, List<String> targets) {
    ChangeSet step = step(from, targets);
    ScriptText text = ScriptText.of(2, dialect.displayName(), dialect.syntax());
    MigrationPlan plan = dialect.plan(step);
    String create =
        text.up(
            dialect.plan(
                SchemaDiffer.diff(Schema.EMPTY, step.before(), Intents.NONE, List.of()).changes()));
    List<String> names =
        step.before().tables().get(0).columns().stream().map(Column::name).toList();
    String columns = String.join(", ", names.subList(1, names.size()));
    List<String> values =
        targets.stream().map(to -> literal(dialect.id(), from, sample(from, to))).toList();
    String rows =
        "INSERT INTO t ("
            + columns
            + ") VALUES ("
            + String.join(", ", values)
            + ");\n"
            + "INSERT INTO t (c0) VALUES (NULL);\n";
    String zone = dialect.id().equals("postgresql") ? "SET TIME ZONE 'UTC';\n" : "";
    List<String> found =
        databases.read(
            dialect.id(),
            List.of(zone + create, rows, text.up(plan), text.undo(plan), text.up(plan)),
            query -> query.rows("SELECT " + columns + " FROM t ORDER BY id"));
    List<String> cells = Arrays.asList(found.get(0).split("\\|", -1));
    for (int i = 0; i < targets.size(); i++) {
      String to = targets.get(i);
      assertThat(normal(to, cells.get(i)))
          .as("%s: %s to %s", dialect.id(), from, to)
          .isEqualTo(normal(to, expected(dialect.id(), from, to)));
    }
    assertThat(found.get(1)).matches("null(\\|null)*");
  }

  private static String kind(String type) {
    return switch (type.replaceAll("\\(.*", "")) {
      case "tinyint", "smallint", "integer", "bigint", "real", "double", "decimal" -> "number";
      case "char", "varchar", "text" -> "text";
      case "varbinary", "blob" -> "bytes";
      default -> type;
    };
  }

  /** A value of the first type that has a meaning in the second one. */
  private static String sample(String from, String to) {
    return value(kind(from).equals("text") ? kind(to) : kind(from));
  }

  private static String value(String kind) {
    return switch (kind) {
      case "boolean" -> "true";
      case "number" -> "1";
      case "bytes" -> "ff";
      case "uuid" -> UUID;
      case "date" -> DATE;
      case "time" -> TIME;
      case "timestamp" -> DATE + " " + TIME;
      case "timestamptz" -> DATE + " " + TIME + "+00";
      case "json" -> "{\"a\": 1}";
      default -> "it's";
    };
  }

  private static String literal(String dialect, String type, String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    return switch (kind(type)) {
      case "boolean", "number" -> value;
      case "bytes" -> dialect.equals("postgresql") ? "'\\x" + value + "'" : "x'" + value + "'";
      case "timestamp", "timestamptz" ->
          switch (dialect) {
            case "postgresql" -> quoted;
            case "mysql" -> quoted.replace("+00", "");
            default -> MILLISECONDS;
          };
      default -> quoted;
    };
  }

  /** 2024-02-29T23:59:58Z. */
  private static final String MILLISECONDS = "1709251198000";

  private static String expected(String dialect, String from, String to) {
    boolean time = kind(to).startsWith("timestamp");
    if (time && dialect.equals("sqlite")) {
      return MILLISECONDS;
    }
    return switch (kind(to)) {
      case "boolean", "number", "bytes", "date" -> value(kind(to));
      case "timestamp", "timestamptz" ->
          kind(from).equals("date") ? DATE + " 00:00:00" : value(kind(to));
      default -> sample(from, to);
    };
  }

  /** Without what only tells how a driver or a type writes a value. */
  private static String normal(String to, String value) {
    String plain =
        value.strip().replaceAll("(:\\d\\d)\\.0+", "$1").replaceAll("(:\\d\\d)\\+00(:00)?$", "$1");
    if (kind(to).equals("boolean")) {
      return Objects.toString(List.of("t", "true", "1").contains(plain));
    } else if (plain.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(plain).stripTrailingZeros().toPlainString();
    } else if (kind(to).equals("bytes")) {
      return plain.equals("\u00ff") || plain.equals("\\xff") || plain.equals("\ufffd")
          ? "ff"
          : plain;
    }
    return plain;
  }
}
