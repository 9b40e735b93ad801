package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.seal.Sealer;
import java.nio.file.Path;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A project with one sealed version, to which Java migrations are added. */
abstract class JavaMigrationFixture {
  static final String USER = "@Model public class User { @Id long id; String name; }";
  static final String USER_WITH_EMAIL =
      "@Model public class User { @Id long id; String name; String email; }";
  static final String HISTORY = "src/main/resources/db/migration/";
  static final String FOLDER = "src/main/java/shop/migrations/";

  @TempDir Path root;
  ProjectFixture project;

  @BeforeEach
  void sealedProject() {
    project = new ProjectFixture(root).library(Logger.class);
    project.model("User", USER);
    compiled();
    project.seal();
  }

  final Compiled compiled(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isTrue();
    return result;
  }

  /** The errors, each behind its file and line. */
  final String failed(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isFalse();
    StringBuilder errors = new StringBuilder();
    for (Diagnostic<?> d : result.diagnostics()) {
      if (d.getKind() == Diagnostic.Kind.ERROR) {
        String source = String.valueOf(d.getSource());
        int name = Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1;
        errors.append(d.getSource() == null ? "" : source.substring(name).replace("]", ""));
        errors.append(':').append(d.getLineNumber()).append(": ");
        errors.append(d.getMessage(null)).append('\n');
      }
    }
    return errors.toString();
  }

  /** Writes a migration of package {@code shop.migrations}; the annotation is on line 5. */
  final void migration(String className, int number, String name) {
    declared(className, number, name, "public class " + className + " implements JavaMigration");
  }

  final void declared(String className, int number, String name, String declaration) {
    project.write(
        FOLDER + className + ".java",
        "package shop.migrations;\n\nimport dev.eloquent.annotation.*;\nimport"
            + " dev.eloquent.migration.*;\n@MigrationVersion(number = "
            + number
            + ", name = \""
            + name
            + "\")\n"
            + declaration
            + " {\n  public void up(MigrationContext context) {}\n}\n");
  }

  final Sealer.Request request(@Nullable String name) {
    return new Sealer.Request(project.classes(), root, "", name, false);
  }

  final LockFile lock() {
    return LockFile.parse(project.read(HISTORY + FileNames.LOCK));
  }

  final String catalogText() {
    return project.read("target/generated-sources/annotations/shop/migrations/Migrations.java");
  }

  final void sealWithJava() {
    migration("V2__SplitNames", 2, "split_names");
    compiled();
    Sealer.seal(request(null));
    compiled("-Aeloquent.mode=verify");
  }
}
