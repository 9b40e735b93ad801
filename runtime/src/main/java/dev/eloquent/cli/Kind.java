package dev.eloquent.cli;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;

/** The databases that the command line knows, with the names of their variables. */
enum Kind {
  SQLITE("sqlite", "SQLITE", 0, "sqlite", "org.sqlite.JDBC"),
  PG("pg", "PG", 5432, "postgresql", "org.postgresql.Driver"),
  MYSQL("mysql", "DB", 3306, "mysql", "com.mysql.cj.jdbc.NonRegisteringDriver"),
  MONGO("mongo", "MONGO", 0, "mongodb", "");

  private final String id;
  private final String variables;
  private final int port;
  private final String scheme;
  private final String driver;

  Kind(String id, String variables, int port, String scheme, String driver) {
    this.id = id;
    this.variables = variables;
    this.port = port;
    this.scheme = scheme;
    this.driver = driver;
  }

  /** Whether it is asked in SQL, over JDBC. */
  boolean sql() {
    return this != MONGO;
  }

  /** What stands behind {@code jdbc:} in its URLs. */
  String scheme() {
    return scheme;
  }

  /** The id of its SQL. */
  String dialect() {
    return scheme;
  }

  /**
   * Its driver, which nobody registers.
   *
   * @throws SQLException if it is not in this jar
   */
  Driver newDriver() throws SQLException {
    try {
      return Class.forName(driver).asSubclass(Driver.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SQLException("the driver " + driver + " is not in this jar", e);
    }
  }

  /** The word for it in options and {@code DB_CONNECTION}. */
  String id() {
    return id;
  }

  /** What its variables begin with. */
  String variables() {
    return variables;
  }

  /** The port where none is said; 0 for none. */
  int port() {
    return port;
  }

  /** The kind of that name, the longer names of PostgreSQL and MySQL's relative included. */
  static Optional<Kind> of(String name) {
    return switch (name) {
      case "sqlite" -> Optional.of(SQLITE);
      case "pg", "pgsql", "postgres", "postgresql" -> Optional.of(PG);
      case "mysql", "mariadb" -> Optional.of(MYSQL);
      case "mongo", "mongodb" -> Optional.of(MONGO);
      default -> Optional.empty();
    };
  }
}
