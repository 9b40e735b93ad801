package dev.eloquent.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Connections that keep every statement sent on them, for a test to look at. */
final class WatchedSource extends DelegatingSource {
  private static final Pattern TABLE =
      Pattern.compile("flyway_schema_history|eloquent_journal", Pattern.CASE_INSENSITIVE);

  private static final Pattern ADDS_OR_READS =
      Pattern.compile("\\s*(?:INSERT|SELECT|WITH|CREATE)\\b", Pattern.CASE_INSENSITIVE);

  /** Also where they stand inside, as in {@code WITH} or {@code ON CONFLICT DO UPDATE}. */
  private static final Pattern CHANGES =
      Pattern.compile(
          "\\b(?:UPDATE|DELETE|TRUNCATE|DROP|ALTER|RENAME|REPLACE|MERGE|CONFLICT|DUPLICATE)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHOLE_SCHEMA =
      Pattern.compile("\\bDROP\\s+(?:SCHEMA|DATABASE)\\b", Pattern.CASE_INSENSITIVE);

  private static final Set<String> SENDING =
      Set.of(
          "prepareStatement",
          "prepareCall",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "addBatch");

  private final List<String> sent = new ArrayList<>();

  private final Consumer<String> listener;

  WatchedSource(TestSource source) {
    this(source, sql -> {});
  }

  /** Tells the listener of each statement, and of commits, before it is sent. */
  WatchedSource(TestSource source, Consumer<String> listener) {
    super(source);
    this.listener = listener;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return watch(Connection.class, super.getConnection());
  }

  /** What was sent that names one of the two tables. */
  List<String> onTheTables() {
    return sent.stream().filter(sql -> TABLE.matcher(sql).find()).toList();
  }

  /** What was sent that could change or remove what one of the two tables holds. */
  List<String> forbidden() {
    return sent.stream().filter(WatchedSource::isForbidden).toList();
  }

  private static boolean isForbidden(String sql) {
    boolean onTable =
        TABLE.matcher(sql).find()
            && !(ADDS_OR_READS.matcher(sql).lookingAt() && !CHANGES.matcher(sql).find());
    return onTable || WHOLE_SCHEMA.matcher(sql).find();
  }

  private <T> T watch(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (SENDING.contains(method.getName())
                  && arguments != null
                  && arguments[0] instanceof String sql) {
                sent.add(sql);
                listener.accept(sql);
              } else if (method.getName().equals("commit")) {
                listener.accept("COMMIT");
              }
              try {
                return watched(method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private Object watched(Object result) {
    if (result instanceof PreparedStatement prepared) {
      return watch(PreparedStatement.class, prepared);
    }
    return result instanceof Statement statement ? watch(Statement.class, statement) : result;
  }
}
