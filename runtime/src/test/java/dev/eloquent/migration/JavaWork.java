package dev.eloquent.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Java migrations that work on a table {@code users (id, name)}. */
final class JavaWork {
  private JavaWork() {}

  /** Works whatever other columns there are. */
  public static final class NamesItsColumns implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context, "INSERT INTO users (id, name) VALUES (1, 'again')");
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
      execute(context, "DELETE FROM users");
    }
  }

  /** Adds a row, and takes it away. */
  public static final class AddsARow implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      context.progress(0, 1);
      try (PreparedStatement insert =
          context.connection().prepareStatement("INSERT INTO users VALUES (?, ?)")) {
        insert.setInt(1, 1);
        insert.setString(2, context.dialect());
        insert.executeUpdate();
      }
      context.logger().info("done");
      context.progress(1, 1);
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
      execute(context, "DELETE FROM users WHERE id = 1");
    }
  }

  /** Cannot be taken back. */
  public static final class OneWay implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context, "INSERT INTO users VALUES (1, 'one way')");
    }
  }

  /** Inserts, and fails behind that. */
  public static final class Fails implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context, "INSERT INTO users VALUES (1, 'lost')");
      execute(context, "INSERT INTO nowhere VALUES (1)");
    }
  }

  /** Fails in user code, with a secret in the message of the cause. */
  public static final class Throws implements JavaMigration {
    @Override
    public void up(MigrationContext context) {
      throw new IllegalStateException(
          "row 7 has no name", new SQLException("jdbc:x://host/db?user=u&password=hunter2"));
    }
  }

  /** Executes DDL, which MySQL commits, and fails behind that unless the table is there already. */
  public static final class FailsBehindDdl implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context, "INSERT INTO users VALUES ((SELECT COUNT(*) FROM users u) + 1, 'x')");
      boolean again = exists(context.connection(), "extra");
      execute(context, "CREATE TABLE IF NOT EXISTS extra (id INT)");
      if (!again) {
        throw new IllegalStateException("the first time");
      }
    }
  }

  /** Its constructor fails. */
  public static final class Unmakeable implements JavaMigration {
    public Unmakeable() {
      throw new IllegalStateException("no configuration");
    }

    @Override
    public void up(MigrationContext context) {}
  }

  /** Says that it has begun, and goes on until the process is killed. */
  public static final class Waits implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException, InterruptedException {
      execute(context, "INSERT INTO users VALUES (1, 'uncommitted')");
      System.out.println("in the middle");
      if (Boolean.getBoolean("wait")) {
        Thread.sleep(TimeUnit.MINUTES.toMillis(5));
      }
    }
  }

  static void execute(MigrationContext context, String sql) throws SQLException {
    try (Statement statement = context.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(connection.getCatalog(), null, table, null)) {
      return tables.next();
    }
  }
}
