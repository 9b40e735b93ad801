package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.seal.DraftFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCheckTest {
  private final CompiledProject project;
  private final Run run;

  FilesCheckTest(@TempDir Path folder) {
    project =
        new CompiledProject(folder)
            .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
            .compile();
    run = new Run(folder);
  }

  private List<String> problems() {
    Session session = run.session();
    try (LoadedCatalog loaded = new CatalogLoader(session, new CatalogOptions()).load()) {
      return new FilesCheck(session, loaded).problems();
    }
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void namesAFileThatWasChangedAndIgnoresLineEndings() {
    Path file = project.history.resolve("sqlite/V1__create_users.sql");
    DraftFixture.write(file, DraftFixture.read(file).replace("\n", "\r\n"));
    assertThat(problems()).isEmpty();
    DraftFixture.write(file, "DROP TABLE users;\n");
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("src/main/resources/db/migration: sqlite/V1__create_users.sql of version 1")
        .contains("changed");
  }

  @Test
  void namesAFileThatIsMissingOnTheClassPath() throws Exception {
    Files.delete(project.classes.resolve("db/migration/undo/sqlite/U1__create_users.sql"));
    assertThat(problems()).singleElement().asString().contains("class path", "is missing");
  }

  @Test
  void namesASnapshotThatWasEdited() {
    DraftFixture.write(project.history.resolve("schema.json"), DraftFixture.schema("edited"));
    assertThat(problems()).singleElement().asString().contains("schema.json");
  }

  @Test
  void namesALockFileThatWasEdited() {
    Path file = project.history.resolve("migrations.lock");
    DraftFixture.write(file, DraftFixture.read(file).replace("undo/sqlite", "undo/sqlitf"));
    assertThat(problems()).singleElement().asString().contains("the chain breaks at version 1");
  }
}
