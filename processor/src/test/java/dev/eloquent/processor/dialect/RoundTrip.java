package dev.eloquent.processor.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step on a real database: what it makes of the former schema must equal the later schema
 * made from nothing, by the database's own catalogue, and the reverse must bring the former back.
 */
public final class RoundTrip {
  private final Dialect dialect;
  private final List<String> catalogQueries;
  private final Consumer<String> grammar;
  private final Set<String> parsed = new HashSet<>();
  private String setUp = "";
  private @Nullable TestDatabase database;

  public RoundTrip(Dialect dialect, List<String> catalogQueries, Consumer<String> grammar) {
    this.dialect = dialect;
    this.catalogQueries = catalogQueries;
    this.grammar = grammar;
  }

  /** A statement that each connection runs first. */
  public RoundTrip withSetUp(String sql) {
    setUp = sql;
    return this;
  }

  /** The open database between the steps. */
  public final class Session implements AutoCloseable {
    private final Connection connection;

    Session(Connection connection) {
      this.connection = connection;
    }

    private void empty() {
      if (!dialect.id().equals("mysql")) {
        execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        return;
      }
      execute("SET foreign_key_checks = 0");
      query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()")
          .forEach(t -> execute("DROP TABLE `" + t.replace("`", "``") + "`"));
      execute("SET foreign_key_checks = 1");
    }

    public Session execute(String... statements) {
      for (String sql : statements) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new AssertionError(e.getMessage() + "\nin: " + sql, e);
        }
      }
      return this;
    }

    /** All rows, cells separated by {@code |}. */
    public List<String> query(String sql) {
      List<String> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            cells.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", cells));
        }
      } catch (SQLException e) {
        throw new AssertionError(e.getMessage() + "\nin: " + sql, e);
      }
      return rows;
    }

    /** Every fact of the catalogue that the schema decides. */
    public List<String> catalog() {
      return catalogQueries.stream().flatMap(q -> query(q).stream()).toList();
    }

    public Session run(MigrationPlan plan) {
      for (PlannedStatement statement : plan.statements()) {
        checkText(statement.sql());
        execute(statement.sql());
      }
      return this;
    }

    public Session runReverse(MigrationPlan plan) {
      for (MigrationPlan.Reverse reverse : plan.reverse()) {
        checkText(reverse.sql());
        execute(reverse.sql());
      }
      return this;
    }

    private void checkText(String sql) {
      assertThat(sql).doesNotContain("${").doesNotEndWith(";");
      // Parsing takes longer than running, and most statements come again and again.
      if (parsed.add(sql)) {
        grammar.accept(sql);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The one database, emptied, with that schema; a database each would cost most of the time. */
  public Session open(Schema schema) {
    try {
      if (database == null) {
        database = Databases.create(dialect.id());
      }
      Session session = new Session(database.connect());
      session.empty();
      if (!setUp.isEmpty()) {
        session.execute(setUp);
      }
      assertThat(dialect.check(schema)).isEmpty();
      return session.run(dialect.plan(creation(schema)));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The whole schema from nothing, tables in their order. */
  public static ChangeSet creation(Schema schema) {
    return new ChangeSet(
        Schema.EMPTY,
        schema,
        schema.tables().stream().map(t -> change(new CreateTable(t))).toList());
  }

  private static SchemaChange change(SchemaChange change) {
    return change;
  }

  /**
   * Runs the step and its reverse.
   *
   * @param rows statements that fill the former schema
   * @param between looks at the database after the step
   */
  public void verify(
      Schema before,
      Schema after,
      List<? extends SchemaChange> changes,
      List<String> rows,
      Consumer<Session> between) {
    ChangeSet step = new ChangeSet(before, after, List.copyOf(changes));
    assertThat(dialect.checkChanges(step)).isEmpty();
    MigrationPlan plan = dialect.plan(step);
    List<String> wanted;
    try (Session fresh = open(after)) {
      wanted = fresh.catalog();
    }
    try (Session session = open(before)) {
      List<String> former = session.catalog();
      session.execute(rows.toArray(String[]::new));
      session.run(plan);
      assertThat(session.catalog()).isEqualTo(wanted);
      between.accept(session);
      session.runReverse(plan);
      assertThat(session.catalog()).isEqualTo(former);
      // The reverse left nothing behind that stops the step from running again.
      session.run(plan);
      assertThat(session.catalog()).isEqualTo(wanted);
    }
  }
}
