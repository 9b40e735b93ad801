package dev.eloquent.cli;

import java.util.Optional;

/** The databases that the command line knows, with the names of their variables. */
enum Kind {
  SQLITE("sqlite", "SQLITE", 0),
  PG("pg", "PG", 5432),
  MYSQL("mysql", "DB", 3306);

  private final String id;
  private final String variables;
  private final int port;

  Kind(String id, String variables, int port) {
    this.id = id;
    this.variables = variables;
    this.port = port;
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
      default -> Optional.empty();
    };
  }
}
