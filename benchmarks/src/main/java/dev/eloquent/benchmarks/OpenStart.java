package dev.eloquent.benchmarks;

import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.ServiceLoader;
import javax.sql.DataSource;

/**
 * A start with nothing pending on a connection that is open, against a query on it.
 *
 * <p>Prints microseconds: the query, the migrator at its first call in this process (loading its
 * classes, finding and making the catalogue), the median of both when warm.
 */
public final class OpenStart {
  private static final int ROUNDS = 501;

  private OpenStart() {}

  /** Arguments: dialect, JDBC URL. */
  public static void main(String[] args) throws Exception {
    try (Connection connection = ReplaySource.of(args[0], args[1]).getConnection()) {
      query(connection);
      long start = System.nanoTime();
      query(connection);
      long firstQuery = System.nanoTime() - start;
      DataSource source = keptOpen(connection);
      start = System.nanoTime();
      MigrationCatalog catalog = ServiceLoader.load(MigrationCatalog.class).iterator().next();
      Migrator migrator = Migrator.builder().dataSource(source).catalog(catalog).build();
      migrator.run();
      long firstRun = System.nanoTime() - start;
      long[] queries = new long[ROUNDS];
      long[] runs = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        start = System.nanoTime();
        query(connection);
        queries[i] = System.nanoTime() - start;
        start = System.nanoTime();
        migrator.run();
        runs[i] = System.nanoTime() - start;
      }
      System.out.printf(
          "%d %d %d %d%n",
          firstQuery / 1_000, firstRun / 1_000, median(queries) / 1_000, median(runs) / 1_000);
    }
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT max(installed_rank) FROM flyway_schema_history")) {
      result.next();
    }
  }

  /** A data source of one connection that nobody closes. */
  private static DataSource keptOpen(Connection connection) {
    ClassLoader loader = OpenStart.class.getClassLoader();
    Object open =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return (DataSource)
        Proxy.newProxyInstance(
            loader, new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> open);
  }
}
