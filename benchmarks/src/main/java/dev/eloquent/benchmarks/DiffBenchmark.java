package dev.eloquent.benchmarks;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.DiffResult;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The comparison of two schemas of twenty columns a table, and the plans for it: every second table
 * has one change, of ten kinds in turn.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiffBenchmark {
  private static final int COLUMNS = 20;
  private static final int KINDS = 10;
  private static final int UNCHANGED = -1;

  /** How many tables. */
  @Param({"100", "1000", "10000"})
  public int tables;

  private final Map<String, Dialect> dialects =
      ServiceLoader.load(Dialect.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(dialect -> List.of("mysql", "postgresql", "sqlite").contains(dialect.id()))
          .collect(Collectors.toMap(Dialect::id, Function.identity()));
  private final Map<String, String> tableRenames = new HashMap<>();
  private final Map<SchemaPath, String> columnRenames = new HashMap<>();
  private Schema before = Schema.EMPTY;
  private Schema same = Schema.EMPTY;
  private Schema after = Schema.EMPTY;
  private Intents intents = Intents.NONE;
  private ChangeSet changes = new ChangeSet(Schema.EMPTY, Schema.EMPTY, List.of());

  /** Makes the schemas; two equal ones share nothing. */
  @Setup
  public void make() {
    before = schema(false);
    same = schema(false);
    after = schema(true);
    intents = new Intents(tableRenames, columnRenames, Map.of());
    DiffResult result = diff();
    changes = result.changes();
    if (result.hasErrors() || changes.changes().size() != tables / 2) {
      throw new IllegalStateException(changes.changes().size() + " changes " + result.findings());
    }
  }

  /** What most compiles do: nothing changed. */
  @Benchmark
  public DiffResult nothingChanged() {
    return SchemaDiffer.diff(before, same, Intents.NONE, List.of());
  }

  /** The comparison alone. */
  @Benchmark
  public DiffResult diff() {
    return SchemaDiffer.diff(before, after, intents, List.of());
  }

  /** The plan for PostgreSQL alone. */
  @Benchmark
  public MigrationPlan planPostgreSql() {
    return plan("postgresql");
  }

  /** The plan for MySQL alone. */
  @Benchmark
  public MigrationPlan planMySql() {
    return plan("mysql");
  }

  /** The plan for SQLite alone. */
  @Benchmark
  public MigrationPlan planSqlite() {
    return plan("sqlite");
  }

  /** The comparison, what each dialect has against it, and the plans of all. */
  @Benchmark
  public List<MigrationPlan> diffCheckAndPlanForAll() {
    ChangeSet step = diff().changes();
    List<MigrationPlan> plans = new ArrayList<>();
    for (Dialect dialect : dialects.values()) {
      if (!dialect.check(after).isEmpty() || !dialect.checkChanges(step).isEmpty()) {
        throw new IllegalStateException(dialect.id());
      }
      plans.add(dialect.plan(step));
    }
    return plans;
  }

  private MigrationPlan plan(String dialect) {
    return Objects.requireNonNull(dialects.get(dialect)).plan(changes);
  }

  private Schema schema(boolean changed) {
    List<Table> all = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      all.add(table(i, changed && i % 2 == 0 ? i / 2 % KINDS : UNCHANGED, changed));
    }
    return new Schema(all);
  }

  /** The names of tables as of before or after. */
  private static String name(int number, boolean changed) {
    return (changed && number % 2 == 0 && number / 2 % KINDS == 8 ? "renamed_" : "table_") + number;
  }

  private Table table(int number, int kind, boolean changed) {
    String name = name(number, changed);
    List<Column> columns = columns(name, kind);
    List<Index> indexes = new ArrayList<>();
    if (kind != 5) {
      indexes.add(index("idx_" + number + "_a", "column_1", "column_2"));
    }
    if (kind == 6) {
      indexes.add(index("idx_" + number + "_b", "column_3"));
    }
    if (kind == 8) {
      tableRenames.put(name, name(number, false));
    }
    ForeignKey parent =
        new ForeignKey(
            "fk_" + number,
            List.of("parent_id"),
            name(number / 3, changed),
            List.of("id"),
            ReferentialAction.NO_ACTION,
            ReferentialAction.NO_ACTION);
    return new Table(
        name,
        "bench." + name,
        "",
        columns,
        List.of("id"),
        indexes,
        kind == 9 ? List.of() : List.of(parent),
        List.of(),
        "");
  }

  private List<Column> columns(String table, int kind) {
    List<Column> all = new ArrayList<>();
    all.add(new Column("id", new ColumnType.Int(64), false, true, null, ""));
    all.add(new Column("parent_id", new ColumnType.Int(64), true, false, null, ""));
    int count = kind == 0 ? COLUMNS + 1 : kind == 1 ? COLUMNS - 1 : COLUMNS;
    for (int i = 2; i < count; i++) {
      all.add(text("column_" + (i - 1), 40, null));
    }
    switch (kind) {
      case 2 -> all.set(9, text("column_8", 80, null));
      case 3 -> all.set(9, text("column_8", 20, null));
      case 4 -> all.set(9, text("column_8", 40, new DefaultValue.Literal("new")));
      case 7 -> {
        all.set(9, text("renamed", 40, null));
        columnRenames.put(SchemaPath.column(table, "renamed"), "column_8");
      }
      default -> {}
    }
    return all;
  }

  private static Column text(String name, int length, @Nullable DefaultValue value) {
    return new Column(name, new ColumnType.Varchar(length), true, false, value, "");
  }

  private static Index index(String name, String... columns) {
    return new Index(
        name, Arrays.stream(columns).map(c -> new IndexColumn(c, false)).toList(), false, "");
  }
}
