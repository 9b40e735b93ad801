package dev.eloquent.sample;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A fresh database, and what an application does with it. */
record Shop(String dialect, DataSource source) {
  static Stream<String> dialects() {
    return Stream.of("postgresql", "mysql", "sqlite");
  }

  /** An empty database. */
  static Shop empty(String dialect) {
    return new Shop(dialect, source(Databases.create(dialect)));
  }

  /** A database with the newest version. */
  static Shop open(String dialect) {
    Shop shop = empty(dialect);
    shop.migrator().run();
    return shop;
  }

  static MigrationCatalog catalog() {
    return ServiceLoader.load(MigrationCatalog.class).findFirst().orElseThrow();
  }

  Migrator migrator() {
    return Migrator.builder().dataSource(source).catalog(catalog()).build();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of all rows, as text. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static DataSource source(TestDatabase database) {
    return switch (database.dialect()) {
      case "postgresql" -> {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        yield source;
      }
      case "mysql" -> {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        yield source;
      }
      default -> {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(database.url());
        yield source;
      }
    };
  }
}
