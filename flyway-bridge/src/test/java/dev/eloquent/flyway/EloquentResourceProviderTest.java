package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EloquentResourceProviderTest {
  private final Path root;
  private final TestHistory history;

  EloquentResourceProviderTest(@TempDir Path root) throws IOException {
    this.root = root;
    this.history =
        new TestHistory(root)
            .sealed("sqlite", "create_users", "CREATE TABLE users (id INTEGER);\n")
            .sealed("sqlite", "add_name", "ALTER TABLE users ADD COLUMN name TEXT;\n")
            .draft("sqlite", "add_email", "ALTER TABLE users ADD COLUMN email TEXT;\n");
  }

  @Test
  void givesTheSealedScriptsUnderTheirNames() throws IOException {
    assertThat(names(history.provider("sqlite"), "V", ".sql"))
        .containsExactly("V1__create_users.sql", "V2__add_name.sql");
  }

  @Test
  void givesNothingForOtherPrefixesAndSuffixes() throws IOException {
    EloquentResourceProvider provider = history.provider("sqlite");
    assertThat(names(provider, "R", ".sql")).isEmpty();
    assertThat(names(provider, "V", ".txt")).isEmpty();
    assertThat(provider.getResource("V1__create_users.sql.conf")).isNull();
  }

  @Test
  void refusesAChangedFileAndNamesIt() throws IOException {
    Files.writeString(history.file("sqlite/V2__add_name.sql"), "SELECT 1;\n");
    assertThatThrownBy(() -> history.provider("sqlite"))
        .isInstanceOf(FlywayException.class)
        .hasMessageStartingWith("ELQ664: db/migration/sqlite/V2__add_name.sql is not the file")
        .hasMessageContaining("mvn clean compile");
  }

  @Test
  void acceptsAFileWithOtherLineEndings() throws IOException {
    Files.writeString(
        history.file("sqlite/V2__add_name.sql"), "ALTER TABLE users ADD COLUMN name TEXT;\r\n");
    assertThat(names(history.provider("sqlite"), "V", ".sql")).hasSize(2);
  }

  @Test
  void readsALargeScriptFromTheClassPathEachTime() throws IOException {
    String insert = "INSERT INTO users VALUES (1, 'é');\n";
    history.sealed("sqlite", "load", insert.repeat(50_000));
    Path file = history.file("sqlite/V3__load.sql");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
      LoadableResource script =
          new EloquentResourceProvider(history.catalog(), "sqlite", loader)
              .getResource("V3__load.sql");
      assertThat(script).isNotNull();
      for (int time = 0; time < 2; time++) {
        try (Reader reader = Objects.requireNonNull(script).read()) {
          StringWriter text = new StringWriter();
          reader.transferTo(text);
          assertThat(text.toString()).isEqualTo(Files.readString(file));
        }
      }
    }
    Files.writeString(file, insert, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> history.provider("sqlite"))
        .hasMessageContaining("V3__load.sql is not the file");
  }

  @Test
  void refusesAMissingFileAndNamesIt() throws IOException {
    Files.delete(history.file("sqlite/V1__create_users.sql"));
    assertThatThrownBy(() -> history.provider("sqlite"))
        .isInstanceOf(FlywayException.class)
        .hasMessageStartingWith(
            "ELQ663: db/migration/sqlite/V1__create_users.sql is not on the class path");
  }

  @Test
  void refusesChangedSettings() throws IOException {
    history.sealed("sqlite", "text", "SELECT '${a}';\n", "placeholderReplacement=false");
    assertThat(history.provider("sqlite").getResource("V3__text.sql.conf")).isNotNull();
    Files.writeString(history.file("sqlite/V3__text.sql.conf"), "placeholderReplacement=true\n");
    assertThatThrownBy(() -> history.provider("sqlite"))
        .hasMessageContaining("V3__text.sql.conf is not the file");
  }

  @Test
  void refusesACatalogueOlderThanTheLock() throws IOException {
    Path newer = Files.createDirectory(root.resolve("newer"));
    TestHistory other =
        new TestHistory(newer).sealed("sqlite", "create_users", "CREATE TABLE users (x TEXT);\n");
    Files.copy(
        other.file("migrations.lock"),
        history.file("migrations.lock"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> history.provider("sqlite"))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("ends at version 2; db/migration/migrations.lock on the class path")
        .hasMessageContaining("ends at version 1 and differs. Run: mvn clean compile");
  }

  @Test
  void refusesAMissingLock() throws IOException {
    Files.delete(history.file("migrations.lock"));
    assertThatThrownBy(() -> history.provider("sqlite"))
        .hasMessageStartingWith("ELQ665: ")
        .hasMessageContaining("db/migration/migrations.lock is not on the class path");
  }

  @Test
  void refusesADialectThatTheHistoryDoesNotHave() {
    assertThatThrownBy(() -> history.provider("oracle"))
        .isInstanceOf(FlywayException.class)
        .hasMessageStartingWith("ELQ662: ")
        .hasMessageContaining("\"oracle\"")
        .hasMessageContaining("eloquent.dialects");
  }

  private static List<String> names(EloquentResourceProvider p, String prefix, String... suffix) {
    return p.getResources(prefix, suffix).stream().map(LoadableResource::getFilename).toList();
  }
}
