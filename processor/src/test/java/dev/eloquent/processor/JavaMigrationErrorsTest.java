package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FileNames;
import dev.eloquent.seal.Resealer;
import dev.eloquent.seal.SealException;
import dev.eloquent.seal.SealTarget;
import dev.eloquent.seal.Sealer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops a Java migration, on its annotation and with its code. */
class JavaMigrationErrorsTest extends JavaMigrationFixture {
  @Test
  void isAnErrorInVerifyMode() {
    migration("V2__SplitNames", 2, "split_names");
    assertThat(failed("-Aeloquent.mode=verify"))
        .contains("the open version V2 split_names")
        .contains("ELQ090");
  }

  @Test
  void aDeletedSourceMakesSealingStale() {
    migration("V2__SplitNames", 2, "split_names");
    compiled();
    project.delete(FOLDER + "V2__SplitNames.java");
    assertThatThrownBy(() -> Sealer.seal(request(null)))
        .hasMessageContaining("the source of shop.migrations.V2__SplitNames is gone");
  }

  @Test
  void theNewestSealedOneIsNotSealedAnew() {
    sealWithJava();
    assertThatThrownBy(() -> Resealer.of(new SealTarget(project.classes(), root, "")))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("the Java class shop.migrations.V2__SplitNames")
        .hasMessageContaining("sealed by name and number alone");
  }

  @Test
  void aNumberThatIsSealedIsRefusedOnTheAnnotation() {
    migration("V1__Early", 1, "early");
    assertThat(failed())
        .startsWith("V1__Early.java:5: shop.migrations.V1__Early: number = 1 is not above 1")
        .contains("[ELQ351]");
  }

  @Test
  void twoOfOneNumberAreRefused() {
    migration("V2__Mine", 2, "mine");
    migration("V2__Theirs", 2, "theirs");
    assertThat(failed())
        .startsWith("V2__Theirs.java:5: shop.migrations.V2__Theirs: shop.migrations.V2__Mine is")
        .contains("version 2, too")
        .contains("[ELQ352]");
  }

  @Test
  void aScriptOfTheSameNumberIsRefused() {
    migration("V2__Mine", 2, "mine");
    for (String dialect : List.of("mysql", "postgresql", "sqlite")) {
      project.write(HISTORY + FileNames.migration(dialect, 2, "mine"), "SELECT 1;\n");
    }
    assertThat(failed())
        .startsWith("V2__Mine.java:5: shop.migrations.V2__Mine: is a second version 2 beside")
        .contains("mysql/V2__mine.sql")
        .contains("[ELQ342]");
  }

  @Test
  void numbersGoOnWithoutAGapAmongScriptsAndClasses() {
    migration("V2__Mine", 2, "mine");
    for (String dialect : List.of("mysql", "postgresql", "sqlite")) {
      project.write(HISTORY + FileNames.migration(dialect, 3, "more"), "SELECT 1;\n");
    }
    migration("V4__Last", 4, "last");
    compiled();
    assertThat(project.index().openVersions())
        .extracting(v -> v.version() + " " + v.name())
        .containsExactly("2 mine", "3 more", "4 last");

    project.delete(FOLDER + "V4__Last.java").clean();
    migration("V5__Last", 5, "last");
    assertThat(failed())
        .startsWith("V5__Last.java:5: shop.migrations.V5__Last: leaves a gap")
        .contains("the next version is 4")
        .contains("[ELQ341]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class X implements JavaMigration | is not public",
        "public abstract class X implements JavaMigration | is abstract",
        "public class X | does not implement",
        "public interface X extends JavaMigration | is no class",
        "public enum X implements JavaMigration | is no class",
        "public class Größe implements JavaMigration | its name",
      })
  void aClassThatTheRuntimeCannotUseIsRefused(String declaration, String why) {
    String name = declaration.replaceFirst(".*(?:class|interface|enum) (\\S+).*", "$1");
    declared(name, 2, "mine", declaration);
    if (declaration.contains("enum") || declaration.contains("interface")) {
      String path = FOLDER + name + ".java";
      project.write(
          path,
          project
              .read(path)
              .replace(
                  "{\n  public void up",
                  declaration.contains("enum") ? "{;\n public void up" : "{\n default void up"));
    }
    assertThat(failed("-encoding", "UTF-8"))
        .contains(name + ".java:5: shop.migrations." + name + " cannot be a migration: it")
        .contains(why)
        .contains("[ELQ353]");
  }

  @Test
  void constructorAndNestingAreChecked() {
    project.write(
        FOLDER + "Holder.java",
        """
        package shop.migrations;

        import dev.eloquent.annotation.*;
        import dev.eloquent.migration.*;

        public class Holder {
          @MigrationVersion(number = 2, name = "inner")
          public class Inner implements JavaMigration {
            public void up(MigrationContext context) {}
          }

          @MigrationVersion(number = 3, name = "hidden")
          public static class Hidden implements JavaMigration {
            Hidden() {}
            public void up(MigrationContext context) {}
          }

          @MigrationVersion(number = 4, name = "with_argument")
          public record WithArgument(int i) implements JavaMigration {
            public void up(MigrationContext context) {}
          }
        }
        """);
    assertThat(failed())
        .contains(
            "Holder.java:7: shop.migrations.Holder$Inner cannot be a migration: it is an inner class")
        .contains("Holder.java:12: shop.migrations.Holder$Hidden cannot be a migration: it has no")
        .contains(
            "Holder.java:18: shop.migrations.Holder$WithArgument cannot be a migration: it has");
  }

  @Test
  void aClassWithoutPackageIsRefused() {
    project.write(
        "src/main/java/V2.java",
        "import dev.eloquent.annotation.*;\nimport dev.eloquent.migration.*;\n"
            + "@MigrationVersion(number = 2, name = \"mine\")\npublic class V2 implements"
            + " JavaMigration { public void up(MigrationContext c) {} }\n");
    assertThat(failed()).contains("V2.java:3: V2 cannot be a migration: it has no package");
  }

  @ParameterizedTest
  @CsvSource({"Split", "''", "a b", "a\\u0000b", "a/b", "../x"})
  void aNameThatIsNoneIsRefused(String name) {
    migration("V2__Mine", 2, name);
    assertThat(failed())
        .startsWith("V2__Mine.java:5: shop.migrations.V2__Mine: \"")
        .contains("cannot name a version")
        .contains("[ELQ354]")
        .doesNotContain("\0");
  }

  @Test
  void theAnnotationIsOnClassesOnly() {
    project.write(
        FOLDER + "X.java",
        "package shop.migrations;\n\nclass X {\n  @dev.eloquent.annotation.MigrationVersion(number"
            + " = 2, name = \"a\")\n  int field;\n}\n");
    assertThat(failed()).startsWith("X.java:4:").contains("not applicable");
  }

  @Test
  void aSealedOneThatVanishedIsNamed() {
    sealWithJava();
    project.delete(FOLDER + "V2__SplitNames.java").clean();
    assertThat(failed())
        .contains("version 2 is sealed as the Java class shop.migrations.V2__SplitNames, which is")
        .contains("is gone: restore it")
        .contains("[ELQ355]");
    declared("V2__SplitNames", 2, "x", "public class V2__SplitNames implements JavaMigration");
    String path = FOLDER + "V2__SplitNames.java";
    project.write(path, project.read(path).replaceFirst("@MigrationVersion[^\n]*", ""));
    assertThat(failed())
        .startsWith("V2__SplitNames.java:6: version 2")
        .contains("has lost its @MigrationVersion")
        .contains("[ELQ355]");
  }

  @Test
  void aSealedOneKeepsNumberAndName() {
    sealWithJava();
    migration("V2__SplitNames", 3, "split_names");
    assertThat(failed())
        .startsWith("V2__SplitNames.java:5: shop.migrations.V2__SplitNames is sealed as version 2")
        .contains("[ELQ356]");
    migration("V2__SplitNames", 2, "split_other_names");
    assertThat(failed()).contains("\"split_names\"").contains("[ELQ356]");
  }

  @Test
  void anotherProcessorsClassIsRefused() {
    Map<String, String> generated =
        Map.of(
            "Late",
            "@MigrationVersion(number = 2, name = \"late\") public class Late implements"
                + " dev.eloquent.migration.JavaMigration { public void"
                + " up(dev.eloquent.migration.MigrationContext c) {} }");
    project.processors(
        () ->
            List.of(
                new LastModelProcessor(),
                new MigrationProcessor(),
                new Generating(List.of(generated))));
    assertThat(failed())
        .contains("shop.Late was generated by another processor")
        .contains("ELQ357");
  }
}
