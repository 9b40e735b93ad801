package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.seal.SealException;
import dev.eloquent.seal.Sealer;
import dev.eloquent.seal.VersionOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Versions that are Java classes, from the annotation through the compiler to the lock file. */
class JavaMigrationsTest extends JavaMigrationFixture {
  @Test
  void isOpenInFrontOfTheDraftForEveryDialect() {
    migration("V2__SplitNames", 2, "split_names");
    project.model("User", USER_WITH_EMAIL);

    Compiled result = compiled();

    assertThat(result.messages(Diagnostic.Kind.NOTE))
        .anyMatch(m -> m.contains("open: V2 split_names"))
        .anyMatch(m -> m.contains("draft V3 add_email_to_users"));
    assertThat(catalogText())
        .contains(
            "2 split_names open java:shop.migrations.V2__SplitNames - mysql postgresql sqlite")
        .contains("3 add_email_to_users draft V3__AddEmailToUsers - ");
    MigrationCatalog catalog = project.catalog();
    CatalogVersion version = catalog.versions().get(1);
    assertThat(version.java()).isTrue();
    assertThat(version.files().keySet()).containsExactlyInAnyOrder("mysql", "postgresql", "sqlite");
    CatalogVersion.CatalogFile file = Objects.requireNonNull(version.files().get("mysql"));
    assertThat(file.script()).isEqualTo("shop.migrations.V2__SplitNames");
    assertThat(file.checksum()).isNull();
    assertThat(catalog.loadJava(version).getClass().getName())
        .isEqualTo("shop.migrations.V2__SplitNames");
    assertThat(project.index().javaClasses()).containsExactly("shop.migrations.V2__SplitNames");
  }

  @Test
  void makeMigrationWritesAClassThatCompiles() {
    project.model("User", USER_WITH_EMAIL);
    compiled();
    VersionOpener.Opened opened = VersionOpener.java(request("split_names"));

    assertThat(opened.version()).isEqualTo(2);
    assertThat(opened.history().resolve(opened.paths().get(0)))
        .isEqualTo(root.resolve(FOLDER + "V2__SplitNames.java"));
    Compiled result = compiled("-Werror");
    assertThat(result.messages(Diagnostic.Kind.NOTE))
        .anyMatch(m -> m.contains("open: V2 split_names"))
        .anyMatch(m -> m.contains("draft V3"));
    assertThatThrownBy(() -> VersionOpener.java(request("split_names ")))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("cannot name a version");
  }

  @Test
  void isSealedByNameAndNumberWithoutAFile() {
    migration("V2__SplitNames", 2, "split_names");
    project.model("User", USER_WITH_EMAIL);
    compiled();

    Sealer.Sealed sealed = Sealer.seal(request("with_email"));

    assertThat(sealed.versions())
        .extracting(SealedVersion::name)
        .containsExactly("split_names", "with_email");
    SealedVersion version = lock().versions().get(1);
    assertThat(version.kind()).isEqualTo(Kind.JAVA);
    assertThat(version.className()).isEqualTo("shop.migrations.V2__SplitNames");
    assertThat(version.files()).isEmpty();
    assertThat(project.read(HISTORY + FileNames.LOCK))
        .contains("\n2 split_names java:shop.migrations.V2__SplitNames ");
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
    assertThat(catalogText())
        .contains("2 split_names sealed java:shop.migrations.V2__SplitNames " + version.chainHash())
        .contains(version.chainHash() + " mysql postgresql sqlite");
    assertThat(project.catalog().head("sqlite")).isEqualTo(lock().headChain());
  }

  @Test
  void aloneItLeavesTheSchemaAsItWasButForTheChain() {
    String before = project.read(HISTORY + "schema.json");
    sealWithJava();
    assertThat(project.read(HISTORY + "schema.json").replaceFirst("\"chain\": \"[^\"]*\"", ""))
        .isEqualTo(before.replaceFirst("\"chain\": \"[^\"]*\"", ""));
    assertThat(project.catalog().head("postgresql")).isEqualTo(lock().headChain());
  }

  @Test
  void mayBeTheFirstVersion() {
    ProjectFixture fresh = new ProjectFixture(root.resolve("fresh")).library(Logger.class);
    fresh.model("User", USER);
    fresh.write(
        FOLDER + "V1__Prepare.java",
        """
        package shop.migrations;

        import dev.eloquent.annotation.*;
        import dev.eloquent.migration.*;

        @MigrationVersion(number = 1, name = "prepare")
        public class V1__Prepare implements JavaMigration {
          public void up(MigrationContext context) {}
        }
        """);
    Compiled first = fresh.compile("-Aeloquent.dialects=sqlite,postgresql");
    assertThat(first.success()).as(first.all()).isTrue();
    assertThat(Objects.requireNonNull(fresh.index().draft()).version()).isEqualTo(2);
    Sealer.seal(new Sealer.Request(fresh.classes(), fresh.root(), "", null, false));
    Compiled second = fresh.compile("-Aeloquent.mode=verify");
    assertThat(second.diagnostics()).isEmpty();
    assertThat(fresh.catalog().versions().get(0).files().keySet())
        .containsExactlyInAnyOrder("postgresql", "sqlite");
  }

  /** Build tools compile a part: what the last compile left and the lock file name the others. */
  @Test
  void isFoundWhenOtherClassesAreCompiled() {
    sealWithJava();
    migration("V3__More", 3, "more");
    compiled();
    Map<String, String> full = project.output();
    project.write("src/main/java/shop/Plain.java", "package shop;\nclass Plain {}\n");
    for (String part :
        List.of("shop/Plain.java", "shop/User.java", "shop/migrations/V3__More.java")) {
      Compiled partly = project.compile(List.of(root.resolve("src/main/java/" + part)));
      assertThat(partly.success()).as(partly.all()).isTrue();
      assertThat(project.output()).as(part).isEqualTo(full);
    }
  }

  @Test
  void anOpenOneThatIsDeletedIsNoVersionAnyMore() throws IOException {
    migration("V2__SplitNames", 2, "split_names");
    compiled();
    project.delete(FOLDER + "V2__SplitNames.java");
    Files.delete(project.classes().resolve("shop/migrations/V2__SplitNames.class"));
    compiled("-Aeloquent.mode=verify");
    assertThat(catalogText()).doesNotContain("split_names");
  }

  @Test
  void aStaticNestedClassAndARecordCanBeOne() {
    project.write(
        FOLDER + "Holder.java",
        """
        package shop.migrations;

        import dev.eloquent.annotation.*;
        import dev.eloquent.migration.*;

        public class Holder {
          @MigrationVersion(number = 2, name = "nested")
          public static class Nested implements JavaMigration {
            public void up(MigrationContext context) {}
          }

          @MigrationVersion(number = 3, name = "as_record")
          public record AsRecord() implements JavaMigration {
            public void up(MigrationContext context) {}
          }
        }
        """);
    compiled();
    MigrationCatalog catalog = project.catalog();
    assertThat(catalog.versions().stream().filter(CatalogVersion::java))
        .extracting(v -> catalog.loadJava(v).getClass().getSimpleName())
        .containsExactly("Nested", "AsRecord");
    Compiled partly = project.compile(List.of(root.resolve("src/main/java/shop/User.java")));
    assertThat(partly.success()).as(partly.all()).isTrue();
    assertThat(project.catalog().versions()).hasSize(3);
  }

  @Test
  void aSealedOneMayChangeInside() {
    sealWithJava();
    String path = FOLDER + "V2__SplitNames.java";
    project.write(
        path,
        project.read(path).replace("context) {}", "context) { helper(); }\n void helper() {}"));
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void theEclipseCompilerFindsTheSame() {
    sealWithJava();
    migration("V3__More", 3, "more");
    project.clean();
    compiled();
    Map<String, String> expected = project.output();
    project.clean().compiler(new EclipseCompiler());
    compiled();
    assertThat(project.output()).isEqualTo(expected);
    for (Path source : project.sources()) {
      Compiled partly = project.compile(List.of(source));
      assertThat(partly.success()).as(partly.all()).isTrue();
      assertThat(project.output()).as(source.toString()).isEqualTo(expected);
    }
    migration("V1__Early", 1, "early");
    assertThat(failed()).contains("[ELQ351]");
  }

  /** Same input, same bytes, also of a catalogue with classes. */
  @Test
  void theSameBytesFromEveryCompile() {
    sealWithJava();
    migration("V3__More", 3, "more");
    project.clean();
    compiled();
    Map<String, String> first = project.output();
    project.clean();
    compiled();
    assertThat(project.output()).isEqualTo(first);
  }
}
