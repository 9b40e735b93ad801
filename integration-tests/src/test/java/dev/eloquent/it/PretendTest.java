package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import dev.eloquent.testkit.DatabaseContent;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample shop's whole history as a script that is handed over, rebuilds of tables included. */
class PretendTest {
  @TempDir static Path shared;
  private static LocalRepository repository;

  @TempDir Path folder;

  @BeforeAll
  static void installThisBuild() throws IOException {
    repository = LocalRepository.create(shared);
  }

  private String run(TestDatabase database, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--classpath", Shell.ROOT.resolve("sample-app/target/classes").toString()));
    all.addAll(List.of("--url", database.url(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      all.addAll(List.of("--password-env", "SECRET"));
    }
    Result result =
        new Shell(folder, repository)
            .runtime(Map.of("SECRET", database.password()), all.toArray(String[]::new));
    assertThat(result.exit()).as(result.all()).isZero();
    return result.out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "sqlite"})
  void flywayMakesTheSameOfTheScript(String dialect) throws Exception {
    TestDatabase migrated = Databases.create(dialect);
    TestDatabase handed = Databases.create(dialect);
    Path scripts = Files.createDirectory(folder.resolve("handed"));
    Files.writeString(
        scripts.resolve("V1__script.sql"), run(handed, "migrate", "run", "--pretend"));
    Flyway.configure()
        .dataSource(handed.url(), handed.user(), handed.password())
        .locations("filesystem:" + scripts)
        .placeholderReplacement(false)
        .load()
        .migrate();
    run(migrated, "migrate", "run");
    assertThat(DatabaseContent.of(handed))
        .isEqualTo(DatabaseContent.of(migrated))
        .anyMatch(line -> line.contains("order_lines"));
  }
}
