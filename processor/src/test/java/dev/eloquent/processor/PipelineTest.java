package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.ProjectFixture.Compiled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline with the real compiler: what is written, when, and what is refused. */
class PipelineTest {
  private static final String USER = "@Model public class User { @Id long id; String name; }";

  @TempDir Path root;
  private ProjectFixture project;

  @BeforeEach
  void emptyProject() {
    project = new ProjectFixture(root);
  }

  private Compiled compiled(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isTrue();
    return result;
  }

  private String failed(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isFalse();
    return String.join("\n", result.messages(Kind.ERROR));
  }

  @Test
  void modelsBecomeADraftAndASealedDraftBecomesHistory() {
    project.model("User", USER);
    Compiled first = compiled();
    assertThat(first.messages(Kind.NOTE)).anyMatch(m -> m.contains("draft V1 create_users"));
    assertThat(project.meta("draft.sqlite.up.sql")).contains("CREATE TABLE users");
    assertThat(project.meta("models.list")).isEqualTo("shop.User\n");
    assertThat(
            project.read(
                "target/generated-sources/annotations/shop/migrations/V1__CreateUsers.java"))
        .contains("public final class V1__CreateUsers extends dev.eloquent.migration.Migration");

    project.seal();
    Compiled second = compiled();
    assertThat(second.diagnostics()).isEmpty();
    assertThat(project.index().draft()).isNull();
    assertThat(project.index().baseVersion()).isEqualTo(1);

    project.model("User", "@Model public class User { @Id long id; String name; String email; }");
    compiled();
    assertThat(Objects.requireNonNull(project.index().draft()).name())
        .isEqualTo("add_email_to_users");
    assertThat(Objects.requireNonNull(project.index().draft()).version()).isEqualTo(2);
  }

  @Test
  void fiftyCompilesGiveOneVersionAndTheSameBytes() {
    project.model("User", USER);
    compiled();
    Map<String, String> first = project.output();
    compiled();
    assertThat(project.output()).isEqualTo(first);
    project.clean();
    compiled();
    assertThat(project.output()).isEqualTo(first);
  }

  @Test
  void theOrderOfTheSourcesChangesNoByte() {
    project.model("User", USER);
    project.model("Order", "@Model public class Order { @Id long id; User buyer; }");
    project.model("Tag", "@Model public record Tag(@Id long id, String label) {}");
    compiled();
    Map<String, String> first = project.output();
    List<Path> reversed = new ArrayList<>(project.sources());
    Collections.reverse(reversed);
    project.clean();
    assertThat(project.compile(reversed).success()).isTrue();
    assertThat(project.output()).isEqualTo(first);
  }

  @Test
  void aPartialCompileDropsNothingAndChangesNoByte() {
    project.model("User", USER);
    project.model("Tag", "@Model public class Tag { @Id long id; String label; }");
    compiled();
    Map<String, String> whole = project.output();
    Path tag = root.resolve("src/main/java/shop/Tag.java");
    Compiled part = project.compile(List.of(tag));
    assertThat(part.success()).as(part.all()).isTrue();
    assertThat(project.output()).isEqualTo(whole);
  }

  @Test
  void aModelWhoseClassIsGoneIsDropped() {
    project.model("User", USER);
    project.model("Tag", "@Model public class Tag { @Id long id; String label; }");
    compiled();
    project.seal();
    project.delete("src/main/java/shop/Tag.java").clean();
    Compiled result = compiled();
    assertThat(Objects.requireNonNull(project.index().draft()).name()).isEqualTo("drop_tags");
    assertThat(result.messages(Kind.WARNING) + "" + result.messages(Kind.MANDATORY_WARNING))
        .contains("tags");
    assertThat(Objects.requireNonNull(project.index().draft()).refusals()).isNotEmpty();
  }

  @Test
  void theLastModelGoneIsDraftedAsADropUnderWerrorToo() {
    project.model("User", USER);
    compiled();
    project.seal();
    project.write("src/main/java/shop/User.java", "package shop;\nclass User {}\n").clean();
    Compiled result = project.compile("-Werror");
    assertThat(Objects.requireNonNull(project.index().draft()).name()).isEqualTo("drop_users");
    assertThat(result.success()).isFalse();
    project.clean();
    compiled("-Werror", "-Aeloquent.warnings=note");
  }

  @Test
  void aProjectWithoutModelsIsLeftAlone() {
    project.write("src/main/java/shop/Plain.java", "package shop;\nclass Plain {}\n");
    assertThat(compiled().diagnostics()).isEmpty();
    assertThat(project.output()).isEmpty();
  }

  @Test
  void verifyModeMakesEachUnsealedChangeAnError() {
    project.model("User", USER);
    assertThat(failed("-Aeloquent.mode=verify")).contains("ELQ090").contains("users");
    compiled();
    project.seal();
    compiled("-Aeloquent.mode=verify");
  }

  @Test
  void aChangedSealedFileIsAnErrorThatNamesFileAndVersion() {
    project.model("User", USER);
    compiled();
    project.seal();
    String path = "src/main/resources/db/migration/sqlite/V1__create_users.sql";
    project.write(path, project.read(path) + "-- edited\n");
    assertThat(failed())
        .contains("sqlite/V1__create_users.sql")
        .contains("version 1")
        .contains("ELQ305");
  }

  @Test
  void aSealedFileWithOtherLineEndingsIsTheSame() {
    project.model("User", USER);
    compiled();
    project.seal();
    for (String name : List.of("sqlite/V1__create_users.sql", "schema.json", "migrations.lock")) {
      String path = "src/main/resources/db/migration/" + name;
      project.write(path, project.read(path).replace("\n", "\r\n"));
    }
    assertThat(compiled().diagnostics()).isEmpty();
  }

  @Test
  void aMissingSealedFileIsAnError() {
    project.model("User", USER);
    compiled();
    project.seal();
    project.delete("src/main/resources/db/migration/undo/mysql/U1__create_users.sql");
    assertThat(failed()).contains("undo/mysql/U1__create_users.sql").contains("ELQ308");
  }

  @Test
  void aHandEditedSnapshotOrLockIsAnError() {
    project.model("User", USER);
    compiled();
    project.seal();
    String lock = "src/main/resources/db/migration/migrations.lock";
    String schema = "src/main/resources/db/migration/schema.json";
    String lockText = project.read(lock);
    String schemaText = project.read(schema);
    project.write(schema, schemaText.replace("\"varchar(255)\"", "\"varchar(99)\""));
    assertThat(failed()).contains("schema.json").contains("ELQ305");
    project.write(schema, schemaText);
    project.write(lock, lockText.replace("create_users generated", "make_users generated"));
    assertThat(failed()).contains("migrations.lock").contains("ELQ302");
    project.write(lock, "<<<<<<< HEAD\n" + lockText);
    assertThat(failed()).contains("make:migration --rebase").contains("ELQ303");
  }

  @Test
  void anotherToolsFilesInTheFolderAreAnErrorThatNamesTheOption() {
    project.model("User", USER);
    project.write("src/main/resources/db/migration/V1__theirs.sql", "SELECT 1;");
    assertThat(failed()).contains("-Aeloquent.migrations").contains("ELQ306");
    compiled("-Aeloquent.migrations=src/main/resources/db/ours");
  }

  @Test
  void strangersInASealedHistoryAreErrors() {
    project.model("User", USER);
    compiled();
    project.seal();
    project.write("src/main/resources/db/migration/sqlite/v2_typo.sql", "SELECT 1;");
    project.write("src/main/resources/db/migration/sqlite/V1__other.sql", "SELECT 1;");
    assertThat(failed()).contains("ELQ309").contains("ELQ310");
  }

  @Test
  void aHistoryFolderThatCannotBeReadIsNeverTakenForAnEmptyOne() {
    project.model("User", USER);
    project.write("src/main/resources/db/migration", "a file");
    assertThat(failed()).contains("ELQ304");
    project.delete("src/main/resources/db/migration");
    project.write("src/main/resources/db/migration/migrations.lock/file", "a folder for a file");
    assertThat(failed()).contains("ELQ304");
  }

  @Test
  void anErrorInAModelLeavesNothingWritten() {
    project.model("User", "@Model public class User { String name; }");
    failed();
    assertThat(project.output()).isEmpty();
  }

  @Test
  void withoutBuildFileTheOptionIsRequired() {
    project.model("User", USER);
    project.delete("pom.xml");
    assertThat(failed()).contains("-Aeloquent.migrations").contains("ELQ002");
    String option = "-Aeloquent.migrations=" + root.resolve("history");
    assertThat(failed(option)).contains("there is no folder", "ELQ875");
    project.write("history/README", "Sealed migrations.");
    compiled(option);
  }

  @Test
  void noOutputHoldsAnAbsolutePath() {
    project.model("User", USER);
    compiled("-Aeloquent.migrations=" + root.resolve("src/main/resources/db/migration"));
    project
        .output()
        .forEach((name, text) -> assertThat(text).as(name).doesNotContain(root.toString()));
  }
}
