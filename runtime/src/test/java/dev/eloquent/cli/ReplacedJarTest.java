package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.AppliedVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.Migrator;
import dev.eloquent.testkit.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A deployment writes the application's jar anew while it migrates. */
class ReplacedJarTest {
  private final SQLiteDataSource database = new SQLiteDataSource();
  private final Path before;
  private final Path after;
  private final Path jar;

  ReplacedJarTest(@TempDir Path folder) {
    before = project(folder.resolve("before"), "CREATE TABLE b (x INT)").jar();
    after = project(folder.resolve("after"), "CREATE TABLE other (x INT)").jar();
    jar = folder.resolve("app.jar");
  }

  @BeforeEach
  void deploy() throws IOException {
    database.setUrl(Databases.sqlite().url());
    Files.copy(before, jar);
  }

  /** A comment of another length moves what is behind it in the jar. */
  private static CompiledProject project(Path folder, String second) {
    return new CompiledProject(folder)
        .dialects("sqlite")
        .sealed("a", "CREATE TABLE a (x INT) -- " + second, "DROP TABLE a")
        .sealed("b", second, "DROP TABLE b")
        .compile();
  }

  private Migrator migrator(ClassLoader loader, MigrationListener listener) {
    MigrationCatalog catalog =
        ServiceLoader.load(MigrationCatalog.class, loader).findFirst().orElseThrow();
    return Migrator.builder().dataSource(database).catalog(catalog).listener(listener).build();
  }

  private URLClassLoader open(Path file) throws IOException {
    return new URLClassLoader(
        new URL[] {file.toUri().toURL()}, MigrationCatalog.class.getClassLoader());
  }

  private void finishes() throws IOException {
    try (URLClassLoader loader = open(before)) {
      Migrator migrator = migrator(loader, MigrationListener.NONE);
      migrator.run();
      assertThat(migrator.status().hasPending()).isFalse();
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  @Test
  void writtenOverItNeverRunsTheNewStatementsUnderTheOldHash() throws IOException {
    try (URLClassLoader loader = open(jar)) {
      Migrator migrator =
          migrator(loader, atFirst(() -> Files.write(jar, Files.readAllBytes(after))));
      MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(failure).hasMessageContaining("V2").hasMessageContaining("mvn clean compile");
      assertThat(migrator.validate().problems()).isEmpty();
    }
    finishes();
  }

  @Test
  void movedIntoItsPlaceItIsNotSeenBeforeTheNextStart() throws IOException {
    try (URLClassLoader loader = open(jar)) {
      Migrator migrator =
          migrator(
              loader, atFirst(() -> Files.move(after, jar, StandardCopyOption.REPLACE_EXISTING)));
      assertThat(migrator.run().applied()).hasSize(2);
    }
    finishes();
  }

  private interface Deployment {
    void run() throws IOException;
  }

  private static MigrationListener atFirst(Deployment deployment) {
    return new MigrationListener() {
      @Override
      public void versionApplied(AppliedVersion version) {
        if (version.version() == 1) {
          try {
            deployment.run();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }
}
