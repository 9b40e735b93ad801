package dev.eloquent.seed;

import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelEvent;
import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.seed.RowPlan.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows of PostgreSQL, MySQL, MariaDB and SQLite.
 *
 * <p>Values are bound as the page about types says. An instant in a column without time zone is
 * kept in the zone of this JVM, and a date and time without zone in a column that has one is taken
 * in it, as JDBC's own timestamps are.
 */
public final class SqlModelStore implements ModelStore {
  /** Rows that are sent at once. */
  private static final int BATCH = 1000;

  private final DataSource source;
  private final ModelRegistry registry;
  private final Connection connection;
  private final SqlProduct product;
  private final boolean autoCommit;
  private final Map<Class<?>, RowPlan<?>> plans = new HashMap<>();
  private final StatementCache statements;
  private final SqlTransactions transactions;

  private SqlModelStore(
      DataSource source, ModelRegistry registry, Connection connection, SqlProduct product)
      throws SQLException {
    this.source = source;
    this.registry = registry;
    this.connection = connection;
    this.product = product;
    statements = new StatementCache(connection);
    transactions = new SqlTransactions(connection);
    autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(true);
  }

  /** Opens one for the models of the process's registry, on a connection of the source. */
  public static SqlModelStore open(DataSource source) {
    return open(source, ModelRegistry.global());
  }

  /**
   * Opens one for the models of a registry, on a connection of the source.
   *
   * @throws ModelException {@code ELQ804} if there is no connection, {@code ELQ805} if it is to
   *     another database than these
   */
  public static SqlModelStore open(DataSource source, ModelRegistry registry) {
    Connection connection = null;
    try {
      connection = source.getConnection();
      SqlProduct product = SqlProduct.of(connection);
      if (product == null) {
        throw new ModelException(
            ModelProblem.UNKNOWN_DATABASE,
            "the database calls itself "
                + connection.getMetaData().getDatabaseProductName()
                + "; PostgreSQL, MySQL, MariaDB and SQLite are known");
      }
      return new SqlModelStore(source, registry, connection, product);
    } catch (SQLException | ModelException e) {
      closeQuietly(connection);
      throw e instanceof ModelException known
          ? known
          : new ModelException(
              ModelProblem.CONNECTION,
              "no connection to the database: " + e.getMessage() + ". Check its address and user",
              e);
    }
  }

  @Override
  public <T> List<T> insertAll(Collection<T> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<T> all = List.copyOf(rows);
    RowPlan<T> plan = plan(registry.accessorOf(all.get(0)));
    return write(plan, ModelEvent.CREATED, all.size() > 1, () -> insertAll(plan, all));
  }

  /** Inserts runs of rows that leave out the same columns, each as one batch. */
  private <T> List<T> insertAll(RowPlan<T> plan, List<T> rows) {
    List<T> written = new ArrayList<>(rows.size());
    List<Row> batch = new ArrayList<>();
    for (T instance : rows) {
      Row row = plan.row(checked(plan, instance));
      if (batch.size() == BATCH
          || (!batch.isEmpty() && !batch.get(0).leftOut().equals(row.leftOut()))) {
        insertBatch(plan, rows, batch, written);
      }
      batch.add(row);
    }
    insertBatch(plan, rows, batch, written);
    written.forEach(row -> publish(ModelEvent.CREATED, plan, row));
    return written;
  }

  private static <T> T checked(RowPlan<T> plan, T instance) {
    Class<T> model = plan.accessor().modelClass();
    if (!model.isInstance(instance)) {
      throw new ModelException(
          ModelProblem.NO_MODEL,
          "rows of one call are of one model, and "
              + instance.getClass().getName()
              + " is no "
              + model.getName()
              + ": insert them apart");
    }
    return instance;
  }

  private <T> void insertBatch(RowPlan<T> plan, List<T> rows, List<Row> batch, List<T> written) {
    int first = written.size();
    BitSet leftOut = batch.get(0).leftOut();
    List<ColumnPlan> made = plan.made(leftOut);
    try {
      product.insert(
          statements,
          plan.insert(leftOut),
          batch.size(),
          made,
          new SqlProduct.Binder() {
            @Override
            public void bind(PreparedStatement s, int row) throws SQLException {
              plan.bind(s, batch.get(row));
            }

            @Override
            public void key(int row, List<Object> values) {
              written.add(plan.withKey(rows.get(first + row), batch.get(row), made, values));
            }
          });
    } catch (SQLException e) {
      int last = first + batch.size();
      throw failed(
          ModelProblem.WRITE,
          (rows.size() == 1 ? "the row" : "one of the rows " + (first + 1) + " to " + last)
              + " of "
              + plan.label()
              + " was not inserted",
          e);
    }
    if (made.isEmpty()) {
      written.addAll(rows.subList(first, first + batch.size()));
    }
    batch.clear();
  }

  @Override
  public <T> T update(T row) {
    RowPlan<T> plan = plan(registry.accessorOf(row));
    return write(
        plan,
        ModelEvent.UPDATED,
        false,
        () -> {
          var values = plan.accessor().values(row);
          List<ColumnPlan> updated = plan.updated(values);
          try {
            PreparedStatement statement = statements.get(plan.update(updated));
            plan.bindUpdate(statement, updated, values);
            if (statement.executeUpdate() == 0) {
              throw noRow(plan, "updated");
            }
          } catch (SQLException e) {
            throw failed(ModelProblem.WRITE, "the row of " + plan.label() + " was not updated", e);
          }
          publish(ModelEvent.UPDATED, plan, row);
          return row;
        });
  }

  @Override
  public <T> void delete(T row) {
    RowPlan<T> plan = plan(registry.accessorOf(row));
    write(
        plan,
        ModelEvent.DELETED,
        false,
        () -> {
          try {
            PreparedStatement statement = statements.get(plan.delete());
            plan.bindKey(statement, 1, plan.keyOf(plan.accessor().values(row)));
            if (statement.executeUpdate() == 0) {
              throw noRow(plan, "deleted");
            }
          } catch (SQLException e) {
            throw failed(ModelProblem.WRITE, "the row of " + plan.label() + " was not deleted", e);
          }
          publish(ModelEvent.DELETED, plan, row);
          return row;
        });
  }

  private static ModelException noRow(RowPlan<?> plan, String what) {
    return new ModelException(
        ModelProblem.NO_ROW,
        "no row of " + plan.label() + " was " + what + ": none has the key of the instance");
  }

  @Override
  public <T> Optional<T> find(Class<T> model, Object... key) {
    RowPlan<T> plan = plan(registry.accessor(model));
    plan.checkKey(key);
    List<T> found = read(plan, plan.find(), key);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  @Override
  public <T> List<T> findAll(Class<T> model) {
    RowPlan<T> plan = plan(registry.accessor(model));
    return read(plan, plan.findAll());
  }

  private <T> List<T> read(RowPlan<T> plan, String sql, Object... key) {
    List<T> rows = new ArrayList<>();
    try {
      PreparedStatement statement = statements.get(sql);
      plan.bindKey(statement, 1, key);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(plan.read(result));
        }
      }
    } catch (SQLException e) {
      throw failed(ModelProblem.READ, "rows of " + plan.label() + " were not read", e);
    }
    return rows;
  }

  @Override
  public <T> long count(Class<T> model) {
    RowPlan<T> plan = plan(registry.accessor(model));
    try (ResultSet result = statements.get(plan.count()).executeQuery()) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw failed(ModelProblem.READ, "rows of " + plan.label() + " were not counted", e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> RowPlan<T> plan(ModelAccessor<T> accessor) {
    RowPlan<?> known = plans.get(accessor.modelClass());
    if (known == null) {
      String pinned = accessor.model().connection();
      if (!pinned.isEmpty() && !pinned.equals(connection())) {
        throw new ModelException(
            ModelProblem.OTHER_CONNECTION,
            "model "
                + accessor.model().modelClass()
                + " is pinned to the connection "
                + pinned
                + ", and this store is of "
                + connection()
                + ": use a store of "
                + pinned);
      }
      known = new RowPlan<>(product, accessor);
      plans.put(accessor.modelClass(), known);
    }
    return (RowPlan<T>) known;
  }

  private <T> void publish(ModelEvent event, RowPlan<T> plan, T row) {
    registry.publish(event, plan.accessor().modelClass(), row);
  }

  /** Does the work in a transaction if it is more than one statement. */
  private <R> R write(RowPlan<?> plan, ModelEvent event, boolean several, Supplier<R> work) {
    return several || registry.hasHook(event, plan.accessor().modelClass())
        ? transactions.run(work)
        : work.get();
  }

  @Override
  public void inTransaction(Runnable work) {
    transactions.run(
        () -> {
          work.run();
          return this;
        });
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public String connection() {
    return product.connection();
  }

  @Override
  public ModelRegistry registry() {
    return registry;
  }

  @Override
  public ModelStore fork() {
    if (transactions.open()) {
      throw new SeedException(
          SeedProblem.IN_TRANSACTION,
          "a store cannot be forked in its transaction: the other connection would not see its"
              + " rows, and would wait in vain for what it has locked, on SQLite the whole"
              + " database. Fork it before the transaction, or write by one connection (a"
              + " concurrency of 1)",
          null);
    }
    return open(source, registry);
  }

  @Override
  public void close() {
    statements.close();
    try {
      if (transactions.open()) {
        connection.rollback();
      }
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      // It is broken, and closing it is all that is left.
    }
    closeQuietly(connection);
  }

  private static void closeQuietly(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // What it was for is done, or has failed with a reason of its own.
    }
  }

  static ModelException failed(ModelProblem problem, String what, SQLException e) {
    SQLException reason = e.getNextException() == null ? e : e.getNextException();
    return new ModelException(problem, what + ": " + reason.getMessage(), e);
  }
}
