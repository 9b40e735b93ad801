package dev.eloquent.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Gives one connection again and again, as a pool does, and a new one beside it if one is out. */
final class KeptSource extends DelegatingSource implements AutoCloseable {
  private final Connection kept;
  private boolean out;

  KeptSource(TestSource source) throws SQLException {
    super(source);
    kept = source.getConnection();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (out) {
      return super.getConnection();
    }
    out = true;
    return (Connection)
        Proxy.newProxyInstance(
            KeptSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                out = false;
                return null;
              }
              try {
                return method.invoke(kept, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = kept.createStatement()) {
      statement.execute(sql);
    }
  }

  String ask(String sql) throws SQLException {
    try (Statement statement = kept.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    kept.close();
  }
}
