package dev.eloquent.processor.converge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.converge.RandomPair.Pair;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.DiffResult;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes a database from one schema to another and back: what it then holds must be, by its own
 * catalogue, what each schema makes from nothing.
 */
public final class Convergence implements AutoCloseable {
  private final Dialect dialect;
  private final Server stepped;
  private final Server fresh;
  private final Map<String, Integer> skips = new TreeMap<>();
  private int withRows;

  public Convergence(Dialect dialect) throws SQLException {
    this.dialect = dialect;
    stepped = new Server(dialect);
    fresh = new Server(dialect);
  }

  /** How many pairs the dialect refused, by the problem's code. */
  public Map<String, Integer> skips() {
    return skips;
  }

  /** How many pairs took rows along. */
  public int withRows() {
    return withRows;
  }

  /** Verifies one pair; a refused one is counted. */
  public void verify(Pair pair) throws Exception {
    DiffResult result = SchemaDiffer.diff(pair.before(), pair.after(), pair.intents(), List.of());
    ChangeSet step = result.changes();
    List<Finding> refused = new ArrayList<>(dialect.check(pair.before()));
    refused.addAll(dialect.check(pair.after()));
    if (refused.isEmpty()) {
      refused.addAll(dialect.checkChanges(step));
    }
    if (result.hasErrors() || !refused.isEmpty()) {
      String code = result.hasErrors() ? "differ" : refused.get(0).problem().code();
      skips.merge(code, 1, Integer::sum);
      return;
    }
    List<String> wanted = create(fresh, pair.after());
    List<String> former = create(stepped, pair.before());
    MigrationPlan plan = stepped.plan(step);
    List<String> values = fill(pair);
    stepped.up(plan);
    assertThat(stepped.facts()).as("catalogue after the step").isEqualTo(wanted);
    assertThat(read(pair, true)).as("values after the step").isEqualTo(values);
    if (loses(step)) {
      clear(pair.after());
    }
    stepped.undo(plan);
    assertThat(stepped.facts()).as("catalogue after the reverse").isEqualTo(former);
    if (!loses(step)) {
      assertThat(read(pair, false)).as("values after the reverse").isEqualTo(values);
    }
  }

  private List<String> create(Server server, Schema schema) throws Exception {
    server.empty();
    server.up(
        server.plan(SchemaDiffer.diff(Schema.EMPTY, schema, Intents.NONE, List.of()).changes()));
    return server.facts();
  }

  /** Fills the former schema and returns what it holds of what stays. */
  private List<String> fill(Pair pair) throws SQLException {
    Rows rows = new Rows(dialect.id(), pair);
    if (rows.count() > 0) {
      withRows++;
      stepped.enforce(false);
      for (String insert : rows.inserts(stepped::quote)) {
        stepped.execute(insert);
      }
      stepped.enforce(true);
    }
    return read(pair, false);
  }

  private List<String> read(Pair pair, boolean later) throws SQLException {
    List<String> values = new ArrayList<>();
    for (String query : new Rows(dialect.id(), pair).queries(later, stepped::quote)) {
      values.addAll(stepped.rows(query));
    }
    return values;
  }

  /** Whether the way back needs values that the way there has lost. */
  private static boolean loses(ChangeSet step) {
    for (SchemaChange change : step.changes()) {
      if (!(change instanceof SchemaChange.RenameTable
          || change instanceof SchemaChange.RenameColumn
          || change instanceof SchemaChange.CommentTable
          || change instanceof SchemaChange.AddIndex
          || change instanceof SchemaChange.DropIndex
          || change instanceof SchemaChange.AddCheck
          || change instanceof SchemaChange.DropCheck
          || change instanceof SchemaChange.AddForeignKey
          || change instanceof SchemaChange.DropForeignKey
          || change instanceof SchemaChange.CreateTable
          || change instanceof SchemaChange.AddColumn)) {
        return true;
      }
    }
    return false;
  }

  private void clear(Schema schema) throws SQLException {
    stepped.enforce(false);
    Set<String> names = new HashSet<>();
    schema.tables().forEach(t -> names.add(t.name()));
    for (String name : names) {
      stepped.execute("DELETE FROM " + stepped.quote(name));
    }
    stepped.enforce(true);
  }

  @Override
  public void close() throws SQLException {
    stepped.close();
    fresh.close();
  }
}
