package dev.eloquent.cli;

import dev.eloquent.history.SessionLimits;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections with exactly one driver class: asking the driver manager would load every
 * driver of the jar, which costs more than connecting does.
 */
final class DriverDataSource implements DataSource {
  private final Kind kind;
  private final String url;
  private final Properties properties;
  private final @Nullable Duration lockTimeout;
  private @Nullable Driver driver;

  /**
   * @param lockTimeout how long a statement waits for a lock; null for the database's own limit
   */
  DriverDataSource(Kind kind, String url, Properties properties, @Nullable Duration lockTimeout) {
    this.kind = kind;
    this.url = url;
    this.properties = properties;
    this.lockTimeout = lockTimeout;
    defaults();
  }

  private void defaults() {
    switch (kind) {
      case PG -> {
        properties.setProperty("ApplicationName", "eloquent-migrations");
        properties.setProperty("tcpKeepAlive", "true");
      }
      case MYSQL -> {
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("tcpKeepAlive", "true");
        // Keeps what was bound or sent out of the driver's messages.
        properties.setProperty("paranoid", "true");
      }
      case SQLITE, MONGO -> {}
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Properties copy = new Properties();
    copy.putAll(properties);
    Connection connection = connect(driver(), copy);
    if (connection == null) {
      throw new SQLException("the URL is none of the " + kind.id() + " driver");
    }
    if (lockTimeout != null) {
      limit(connection, lockTimeout);
    }
    return connection;
  }

  private void limit(Connection connection, Duration waiting) throws SQLException {
    try {
      new SessionLimits(connection).set(kind.dialect(), null, waiting);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private @Nullable Connection connect(Driver opened, Properties copy) throws SQLException {
    if (kind != Kind.SQLITE) {
      return opened.connect(url, copy);
    }
    SqliteLibrary library = SqliteLibrary.give(opened.getClass());
    try {
      return opened.connect(url, copy);
    } finally {
      if (library != null) {
        library.close();
      }
    }
  }

  private synchronized Driver driver() throws SQLException {
    if (driver == null) {
      driver = kind.newDriver();
    }
    return driver;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the connection's user is fixed");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("setLogWriter");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("setLoginTimeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("getParentLogger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
