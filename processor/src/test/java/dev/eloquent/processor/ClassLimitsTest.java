package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.SchemaText;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Script;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.SnapshotJson;
import dev.eloquent.processor.schema.Schema;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that grows with the history passes a limit of the class file format. */
class ClassLimitsTest {
  private static final int VERSIONS = 2_000;
  private static final String HISTORY = "src/main/resources/db/migration/";

  @TempDir Path root;

  @Test
  void twoThousandVersionsCompileAndLoad() throws Exception {
    ProjectFixture project = new ProjectFixture(root);
    LockFile lock = LockFile.EMPTY;
    String schema =
        SnapshotJson.write(
            new Snapshot(Schema.EMPTY, List.of("sqlite"), "shop.migrations", "", List.of()));
    for (int i = 1; i <= VERSIONS; i++) {
      String up = FileNames.migration("sqlite", i, "step_" + i);
      String undo = FileNames.undo("sqlite", i, "step_" + i);
      String create = "-- create\n" + create(i) + ";\n";
      String drop = "-- reverse of 1\nDROP TABLE t" + i + ";\n";
      project.write(HISTORY + up, create).write(HISTORY + undo, drop);
      Map<String, String> files =
          Map.of(up, Checksums.ofFile(create), undo, Checksums.ofFile(drop));
      lock =
          lock.append("step_" + i, LockFile.Kind.GENERATED, null, SchemaText.hash(schema), files);
    }
    project.write(HISTORY + FileNames.LOCK, lock.render());
    project.write(HISTORY + FileNames.SCHEMA, SchemaText.withChain(schema, lock.headChain()));
    project.write("src/main/java/shop/Plain.java", "package shop;\nclass Plain {}\n");

    Compiled result = project.compile("-Werror");
    assertThat(result.success()).as(result.all()).isTrue();

    try (URLClassLoader loader = loader(project)) {
      MigrationCatalog catalog = catalog(loader);
      assertThat(catalog.versions()).hasSize(VERSIONS);
      assertThat(catalog.lockChain()).isEqualTo(lock.headChain());
      assertThat(catalog.head("sqlite")).isEqualTo(lock.headChain());
      // They are of several classes in two files, the catalogue's and one more.
      assertThat(catalog.versions().stream().map(CatalogVersion::className).distinct())
          .hasSizeGreaterThan(5)
          .contains("Migrations$Sealed1")
          .anyMatch(name -> name.startsWith("SealedVersions2$"));
      for (CatalogVersion version : catalog.versions()) {
        int i = version.version();
        Script script = catalog.load(version).script(i, "sqlite");
        assertThat(script.up().toList()).containsExactly(create(i));
        assertThat(script.down().toList())
            .containsExactly(new Script.Reverse(1, "DROP TABLE t" + i));
      }
    }
  }

  /** About 700 characters, so that the versions need more than one file. */
  private static String create(int i) {
    return "CREATE TABLE t" + i + " (id INTEGER, filler TEXT DEFAULT '" + "x".repeat(650) + "')";
  }

  @Test
  void aStatementTooLongForAConstantBecomesAResource() throws Exception {
    ProjectFixture project = new ProjectFixture(root);
    String condition = "name <> '" + "é".repeat(30_000) + "'";
    project.model(
        "User",
        "@Model @Check(name = \"long\", expression = \""
            + condition
            + "\") public class User { @Id long id; String name; }");
    Compiled result =
        project.compile("-Werror", "-Aeloquent.dialects=sqlite", "-encoding", "UTF-8");
    assertThat(result.success()).as(result.all()).isTrue();
    try (URLClassLoader loader = loader(project)) {
      MigrationCatalog catalog = catalog(loader);
      Script script = catalog.load(catalog.versions().get(0)).script(1, "sqlite");
      assertThat(script.up().toList()).hasSize(1);
      assertThat(script.up().toList().get(0)).contains(condition);
      assertThat(script.down().toList()).containsExactly(new Script.Reverse(1, "DROP TABLE users"));
      assertThat(script.reversible()).isTrue();
    }
  }

  private static URLClassLoader loader(ProjectFixture project) throws Exception {
    URL url = project.classes().toUri().toURL();
    return new URLClassLoader(new URL[] {url}, ClassLimitsTest.class.getClassLoader());
  }

  private static MigrationCatalog catalog(ClassLoader loader) throws Exception {
    return loader
        .loadClass("shop.migrations.Migrations")
        .asSubclass(MigrationCatalog.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
