package dev.eloquent.flyway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.jdbc.JdbcUtils;
import org.jspecify.annotations.Nullable;

/** Which dialect a configuration's database speaks. */
final class Dialects {
  private static final String KNOWN = "PostgreSQL, MySQL, MariaDB and SQLite are known.";

  private Dialects() {}

  /**
   * From the URL if Flyway was given one that tells, else from a connection: a pool then hands the
   * same one to Flyway. Flyway's own settings for further attempts hold for it.
   */
  static String of(Configuration configuration) {
    String told = configuration.getUrl() == null ? null : ofUrl(configuration.getUrl());
    if (told != null) {
      return told;
    }
    if (configuration.getDataSource() == null) {
      throw BridgeProblem.UNKNOWN_DATABASE.exception(
          "Flyway has no data source yet. Give it one before the bridge: dataSource(…)");
    }
    String product = product(configuration);
    String dialect = ofProduct(product);
    if (dialect == null) {
      throw BridgeProblem.UNKNOWN_DATABASE.exception(
          "The database calls itself " + product + "; " + KNOWN);
    }
    return dialect;
  }

  private static String product(Configuration configuration) {
    try (Connection connection =
        JdbcUtils.openConnection(
            configuration.getDataSource(),
            configuration.getConnectRetries(),
            configuration.getConnectRetriesInterval())) {
      return connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw BridgeProblem.UNREADABLE.exception("The database does not say what it is", e);
    }
  }

  /** Null where the URL leaves it open, such as that of a driver which wraps another. */
  private static @Nullable String ofUrl(String url) {
    String[] parts = url.split(":", 3);
    return parts.length == 3 && parts[0].equals("jdbc") ? ofProduct(parts[1]) : null;
  }

  private static @Nullable String ofProduct(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> "postgresql";
      case "mysql", "mariadb" -> "mysql";
      case "sqlite" -> "sqlite";
      default -> null;
    };
  }
}
