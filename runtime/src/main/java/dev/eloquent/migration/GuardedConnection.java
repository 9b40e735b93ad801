package dev.eloquent.migration;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that refuses what would end the transaction of whoever lends it.
 *
 * <p>A guard against mistakes, not against malice: {@link Connection#unwrap} gives the driver's own
 * connection, which a bulk load may need.
 */
final class GuardedConnection implements InvocationHandler {
  private static final Set<String> TRANSACTION =
      Set.of("commit", "rollback", "close", "abort", "setAutoCommit");
  private static final Set<String> PLACE = Set.of("setSchema", "setCatalog");

  private final Object real;
  private final @Nullable Connection owner;

  private GuardedConnection(Object real, @Nullable Connection owner) {
    this.real = real;
    this.owner = owner;
  }

  static Connection of(Connection real) {
    return (Connection) proxy(new GuardedConnection(real, null), Connection.class);
  }

  private static Object proxy(GuardedConnection handler, Class<?> type) {
    return Proxy.newProxyInstance(
        GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    int count = arguments == null ? 0 : arguments.length;
    if (name.equals("equals") && count == 1) {
      return arguments != null && proxy == arguments[0];
    }
    if (owner == null) {
      refuse(name, count);
    } else if (name.equals("getConnection") && count == 0) {
      return owner;
    }
    try {
      Object result = method.invoke(real, arguments);
      return owner == null ? guarded(result, (Connection) proxy) : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void refuse(String method, int count) throws SQLException {
    boolean toSavepoint = method.equals("rollback") && count == 1;
    if (TRANSACTION.contains(method) && !toSavepoint) {
      throw new SQLException(
          "Connection."
              + method
              + " is not for a migration: the transaction is the migrator's, which commits it together"
              + " with the history when the method returns, and rolls it back when it throws. Remove"
              + " the call (a try statement closes, too); for less than all of it use savepoints");
    }
    if (PLACE.contains(method)) {
      throw new SQLException(
          "Connection."
              + method
              + " is not for a migration: the history is in the connection's schema. Name the schema"
              + " in the statement");
    }
  }

  /** What leads back to the connection leads back to the guarded one. */
  private static @Nullable Object guarded(@Nullable Object result, Connection connection) {
    for (Class<?> type :
        List.of(
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            DatabaseMetaData.class)) {
      if (type.isInstance(result)) {
        return proxy(new GuardedConnection(result, connection), type);
      }
    }
    return result;
  }
}
