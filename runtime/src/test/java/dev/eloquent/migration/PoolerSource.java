package dev.eloquent.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands each transaction, and each statement outside of one, to one of a few real connections, as a
 * pooler in transaction mode does.
 */
final class PoolerSource extends DelegatingSource implements AutoCloseable {
  private final List<Connection> free = new ArrayList<>();
  private final List<Connection> all = new ArrayList<>();
  private final boolean inTurn;

  /** In turn, or else always the one that was used last, as PgBouncer does by default. */
  PoolerSource(TestSource source, int connections, boolean inTurn) throws SQLException {
    super(source);
    this.inTurn = inTurn;
    for (int i = 0; i < connections; i++) {
      all.add(source.getConnection());
    }
    free.addAll(all);
  }

  @Override
  public Connection getConnection() {
    return (Connection)
        Proxy.newProxyInstance(
            PoolerSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Client()::invoke);
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : all) {
      connection.close();
    }
  }

  /** A connection as its user sees it. */
  private final class Client {
    private boolean autoCommit = true;
    private boolean closed;
    private @Nullable Connection pinned;

    private @Nullable Object invoke(
        Object proxy, java.lang.reflect.Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "getAutoCommit" -> {
          return autoCommit;
        }
        case "isClosed" -> {
          return closed;
        }
        case "setAutoCommit" -> {
          boolean on = arguments != null && (Boolean) arguments[0];
          if (on) {
            end("commit");
          }
          autoCommit = on;
          return null;
        }
        case "commit", "rollback" -> {
          end(method.getName());
          return null;
        }
        case "close" -> {
          end("rollback");
          closed = true;
          return null;
        }
        default -> {
          Connection real = pinned == null ? free.get(0) : pinned;
          if (method.getName().endsWith("Statement")) {
            next(real);
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }
      }
    }

    private void next(Connection real) throws SQLException {
      if (!autoCommit && pinned == null) {
        free.remove(real);
        real.setAutoCommit(false);
        pinned = real;
      } else if (pinned == null && inTurn) {
        free.remove(real);
        free.add(real);
      }
    }

    private void end(String how) throws SQLException {
      Connection real = pinned;
      if (real == null) {
        return;
      }
      if (how.equals("commit")) {
        real.commit();
      } else {
        real.rollback();
      }
      real.setAutoCommit(true);
      pinned = null;
      free.add(inTurn ? free.size() : 0, real);
    }
  }
}
