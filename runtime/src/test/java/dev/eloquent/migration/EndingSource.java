package dev.eloquent.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections on which something ends everything before or after one statement of a migration. */
final class EndingSource extends DelegatingSource {
  private final String last;
  private final boolean after;
  private final Runnable end;

  EndingSource(TestSource source, String last, boolean after, Runnable end) {
    super(source);
    this.last = last;
    this.after = after;
    this.end = end;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return proxy(Connection.class, super.getConnection());
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean ends =
                  method.getName().startsWith("execute")
                      && arguments != null
                      && arguments[0].equals(last);
              if (ends && !after) {
                end.run();
              }
              try {
                Object result = method.invoke(target, arguments);
                if (ends && after) {
                  end.run();
                }
                return result instanceof Statement s && method.getName().equals("createStatement")
                    ? proxy(Statement.class, s)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
