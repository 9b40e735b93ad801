package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.Migrator;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.seed.ModelStore;
import dev.eloquent.seed.SqlModelStore;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Models that are compiled with a class that seeds them, and databases that have their tables. */
final class StoreFixture {
  final ProjectFixture project;
  final ModelRegistry registry = new ModelRegistry();
  private @Nullable ClassLoader loader;

  StoreFixture(Path root) {
    project = new ProjectFixture(root);
  }

  /** Writes a class of package {@code shop}; models and a seeder for all. */
  StoreFixture model(String name, String body) {
    project.model(name, "import java.util.*;\nimport java.time.*;\nimport java.math.*;\n\n" + body);
    return this;
  }

  /** Compiles, with a seeder that names these models. */
  StoreFixture seeds(String... models) {
    List<String> classes = new ArrayList<>();
    for (String model : models) {
      classes.add(model + ".class");
    }
    SeedSources.seeder(project, "ShopSeeder", String.join(", ", classes));
    compile();
    // Drafts run in development only.
    project.seal();
    compile();
    loader = project.loader();
    registry.registerAll(loader);
    return this;
  }

  private void compile() {
    Compiled compiled = project.compile();
    assertThat(compiled.success()).as(compiled.all()).isTrue();
  }

  Class<?> type(String name) {
    try {
      return Class.forName("shop." + name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  ModelAccessor<Object> accessor(String name) {
    return (ModelAccessor<Object>) registry.accessor(type(name));
  }

  /** A database with the tables of the models. */
  Database database(String dialect) {
    TestDatabase database = Databases.create(dialect);
    DataSource source = source(database);
    Migrator.builder().dataSource(source).catalog(project.catalog()).build().run();
    return new Database(database, source, SqlModelStore.open(source, registry));
  }

  private static DataSource source(TestDatabase database) {
    return (DataSource)
        Proxy.newProxyInstance(
            StoreFixture.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getConnection");
              return database.connect();
            });
  }

  /** A database and a store of it. */
  record Database(TestDatabase database, DataSource source, ModelStore store)
      implements AutoCloseable {
    /** The first column of the first row. */
    @Nullable String text(String sql) throws SQLException {
      return read(sql, r -> r.getString(1));
    }

    <R> @Nullable R read(String sql, Reader<R> reader) throws SQLException {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        assertThat(result.next()).as(sql).isTrue();
        return reader.read(result);
      }
    }

    void execute(String sql) throws SQLException {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    /** Reads a row. */
    interface Reader<R> {
      @Nullable R read(ResultSet row) throws SQLException;
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
