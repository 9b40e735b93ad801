package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.ScriptSettings;
import dev.eloquent.seal.DraftFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogLoaderTest {
  private static final String UP = "CREATE TABLE users (id INTEGER)";
  private static final String DOWN = "DROP TABLE users";

  private final CompiledProject project;
  private final Run run;
  private final CatalogOptions options = new CatalogOptions();

  CatalogLoaderTest(@TempDir Path folder) {
    project = new CompiledProject(folder);
    run = new Run(folder);
  }

  private CatalogLoader loader() {
    return new CatalogLoader(run.session(), options);
  }

  private void assertLoads(int versions) {
    try (LoadedCatalog loaded = loader().load()) {
      assertThat(loaded.catalog().versions()).hasSize(versions);
    }
  }

  private CliException fails(@Nullable String classpath) {
    options.classpath = classpath;
    CliException e = catchThrowableOfType(CliException.class, () -> loader().load().close());
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void findsTheDefaultFolder() {
    project.sealed("create_users", UP, DOWN).compile();
    assertLoads(1);
  }

  @Test
  void refusesSealedFilesThatWereOnlyPulled() {
    project.sealed("create_users", UP, DOWN).compile();
    project.sealed("add_more", "CREATE TABLE more (id INTEGER)", "DROP TABLE more");
    CliException e = fails(null);
    assertThat(e.exit()).isEqualTo(Exit.REFUSED);
    assertThat(e)
        .hasMessageContaining("the classes end at version 1, the lock file at version 2")
        .hasMessageEndingWith("Run: mvn clean compile");
  }

  @Test
  void refusesSealedFilesThatMavenCopiedWithoutCompiling() {
    project.sealed("create_users", UP, DOWN).compile();
    project.sealed("add_more", "CREATE TABLE more (id INTEGER)", "DROP TABLE more");
    project.copyResources();
    assertThat(fails(null)).hasMessageContaining("stale").hasMessageContaining("class path");
  }

  @Test
  void refusesADraftThatWasSealedSince() {
    project.draft("create_users", UP, DOWN).compile();
    assertLoads(1);
    new CompiledProject(project.folder).sealed("create_users", UP, DOWN);
    assertThat(fails(null).exit()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void refusesAnotherHistoryOfTheSameLength() {
    project.sealed("create_users", UP, DOWN).compile();
    new CompiledProject(project.folder).sealed("other", UP, DOWN);
    assertThat(fails(null)).hasMessageContaining("they differ at version 1");
  }

  @Test
  void refusesAHistoryThatIsGone() throws Exception {
    project.sealed("create_users", UP, DOWN).compile();
    Files.delete(project.history.resolve("migrations.lock"));
    assertThat(fails(null)).hasMessageContaining("the lock file at version 0");
  }

  @Test
  void loadsAJarAndComparesItsOwnLock(@TempDir Path elsewhere) throws Exception {
    project.sealed("create_users", UP, DOWN).compile();
    Path good = Files.copy(project.jar(), elsewhere.resolve("good.jar"));
    options.classpath = good.toString();
    assertLoads(1);

    Files.delete(project.folder.resolve("app.jar"));
    DraftFixture.write(
        project.classes.resolve("db/migration/migrations.lock"),
        dev.eloquent.format.LockFile.EMPTY.render());
    CliException e = fails(project.jar().toString());
    assertThat(e.exit()).isEqualTo(Exit.REFUSED);
    assertThat(e).hasMessageContaining("deploy the new jar");
  }

  @Test
  void draftsAreForDevelopment() {
    project.draft("create_users", UP, DOWN).compile();
    try (LoadedCatalog loaded = loader().load()) {
      loader().checkSealed(loaded);
      run.with("APP_ENV", "production");
      CliException e = catchThrowableOfType(CliException.class, () -> loader().checkSealed(loaded));
      assertThat(e.exit()).isEqualTo(Exit.REFUSED);
      assertThat(e)
          .hasMessageContaining("APP_ENV is production")
          .hasMessageContaining("--sealed-only");
    }
  }

  @Test
  void refusesAnOpenVersionThatIsNotTheCompiledOne() throws Exception {
    project.sealed("create_users", UP, DOWN);
    project.open("fill", "INSERT INTO users VALUES (1)", "DELETE FROM users").compile();
    assertLoads(2);
    Path file = project.history.resolve("sqlite/V2__fill.sql");
    String text = DraftFixture.read(file);
    DraftFixture.write(file, text.replace("\n", "\r\n"));
    assertLoads(2);
    DraftFixture.write(file, "INSERT INTO users VALUES (2);\n");
    CliException e = fails(null);
    assertThat(e.exit()).isEqualTo(Exit.REFUSED);
    assertThat(e)
        .hasMessageContaining("sqlite/V2__fill.sql is not what was compiled")
        .hasMessageEndingWith("Run: mvn clean compile");
    Files.delete(file);
    assertThat(fails(null)).hasMessageContaining("sqlite/V2__fill.sql");
    DraftFixture.write(file, text);
    DraftFixture.write(project.history.resolve("undo/mysql/U3__more.sql"), "SELECT 1;\n");
    assertThat(fails(null)).hasMessageContaining("undo/mysql/U3__more.sql");
  }

  @Test
  void settingsOfAnOpenVersionAreThoseOfTheLastCompile() {
    project.sealed("create_users", UP, DOWN);
    project.open("fill", "INSERT INTO users VALUES (1)", "DELETE FROM users").compile();
    String text = "executeInTransaction=false\n";
    DraftFixture.write(project.history.resolve("sqlite/V2__fill.sql.conf"), text);
    assertThat(fails(null))
        .hasMessageContaining("sqlite/V2__fill.sql.conf is not what was compiled");
    DraftIndex.Settings settings =
        new DraftIndex.Settings("sqlite", Checksums.ofFile(text), ScriptSettings.NONE);
    DraftIndex.OpenVersion open =
        new DraftIndex.OpenVersion(2, "fill", null, List.of(), List.of(settings), List.of());
    DraftIndex index =
        new DraftIndex(
            "",
            DraftFixture.HISTORY,
            1,
            "",
            List.of("sqlite"),
            new DraftIndex.Open(List.of(open), "0".repeat(64), ""),
            null);
    DraftFixture.write(project.classes.resolve("META-INF/eloquent/draft.index"), index.render());
    assertLoads(2);
  }

  @Test
  void openVersionsNeverRunFromAJar() {
    project.open("fill", UP, DOWN).compile();
    options.classpath = project.jar().toString();
    try (LoadedCatalog loaded = loader().load()) {
      CliException e = catchThrowableOfType(CliException.class, () -> loader().checkSealed(loaded));
      assertThat(e.exit()).isEqualTo(Exit.REFUSED);
    }
  }

  @Test
  void draftsNeverRunFromAJar() {
    project.draft("create_users", UP, DOWN).compile();
    options.classpath = project.jar().toString();
    try (LoadedCatalog loaded = loader().load()) {
      assertThat(loader().draftsAllowed(loaded)).isFalse();
      CliException e = catchThrowableOfType(CliException.class, () -> loader().checkSealed(loaded));
      assertThat(e).hasMessageContaining("app.jar is no class folder");
    }
  }

  @Test
  void saysWhereItLookedInVain() throws Exception {
    assertThat(fails(null)).hasMessageContaining("neither target/classes nor");
    Files.createDirectories(project.classes);
    assertThat(fails(null)).hasMessageContaining("no compiled migrations in target/classes");
    assertThat(fails("nowhere")).hasMessageContaining("\"nowhere\" does not exist");
    assertThat(fails("pom.xml")).hasMessageContaining("neither a folder nor a jar");
    assertThat(fails("").exit()).isEqualTo(Exit.USAGE);
    assertThat(fails("a\u0000b").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void saysThatAServiceEntryIsBroken() {
    project.sealed("create_users", UP, DOWN).compile();
    DraftFixture.write(project.classes.resolve(CompiledProject.SERVICE), "shop.Gone\n");
    CliException e = fails(null);
    assertThat(e.exit()).isEqualTo(Exit.FAILED);
    assertThat(e).hasMessageContaining("shop.Gone").hasMessageContaining("mvn clean compile");
  }

  @Test
  void takesTestMigrationsOnlyByName() {
    project.catalog("test").sealed("create_users", UP, DOWN).compile();
    assertThat(fails(null)).hasMessageContaining("--catalog");
    options.catalog = "test";
    assertLoads(1);
    options.catalog = "nothing";
    assertThat(fails(null)).hasMessageContaining("no catalogue \"nothing\"");
  }
}
