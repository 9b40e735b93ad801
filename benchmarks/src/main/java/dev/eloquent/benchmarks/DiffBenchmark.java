package dev.eloquent.benchmarks;

import dev.eloquent.processor.diff.DiffResult;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** The comparison of two schemas of twenty columns a table, of which every second one changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiffBenchmark {
  private static final int COLUMNS = 20;

  /** How many tables. */
  @Param({"100", "1000", "10000"})
  public int tables;

  private Schema before = Schema.EMPTY;
  private Schema same = Schema.EMPTY;
  private Schema after = Schema.EMPTY;

  /** Makes the schemas; two equal ones share nothing. */
  @Setup
  public void make() {
    before = schema(false);
    same = schema(false);
    after = schema(true);
  }

  /** What most compiles do: nothing changed. */
  @Benchmark
  public DiffResult nothingChanged() {
    return SchemaDiffer.diff(before, same, Intents.NONE, List.of());
  }

  /** Half of the tables got a column. */
  @Benchmark
  public DiffResult everySecondTableGotAColumn() {
    return SchemaDiffer.diff(before, after, Intents.NONE, List.of());
  }

  private Schema schema(boolean changed) {
    List<Table> all = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      all.add(table("table_" + i, changed && i % 2 == 0 ? COLUMNS + 1 : COLUMNS));
    }
    return new Schema(all);
  }

  private static Table table(String name, int columns) {
    List<Column> all = new ArrayList<>();
    all.add(new Column("id", new ColumnType.Int(64), false, true, null, ""));
    for (int i = 1; i < columns; i++) {
      all.add(new Column("column_" + i, new ColumnType.Varchar(40), true, false, null, ""));
    }
    List<String> indexed = List.of("column_1", "column_2");
    Index index =
        new Index(
            Names.index(name, indexed, false),
            indexed.stream().map(column -> new IndexColumn(column, false)).toList(),
            false,
            "");
    return new Table(
        name, "bench." + name, "", all, List.of("id"), List.of(index), List.of(), List.of(), "");
  }
}
