package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.Migrator;
import dev.eloquent.testkit.Databases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the three cannot take turns freely, exactly as docs/flyway.md says it. */
class InterchangeLimitsTest {
  @TempDir static Path folder;

  /** Sealed versions 1 and 2, then 3 as well; 2 is a Java class. In the last one 4 is open. */
  private static Path endsWithClass;

  private static Path classInside;
  private static Path withOpen;

  @BeforeAll
  static void compile() {
    TestProject project =
        new TestProject(folder.resolve("shop"))
            .source("User", "@Model public class User { @Id long id; String name; }")
            .compile()
            .seal()
            .source(
                "Nothing",
                "@MigrationVersion(number = 2, name = \"nothing\")"
                    + " public class Nothing implements JavaMigration {"
                    + " public void up(MigrationContext c) {}"
                    + " public void down(MigrationContext c) {} }")
            .compile()
            .seal();
    endsWithClass = project.packageTo(folder.resolve("ends-with-class"));
    project.open(3, "three", "UPDATE users SET name = '3';\n", "UPDATE users SET name = '2';\n");
    classInside = project.compile().seal().packageTo(folder.resolve("class-inside"));
    project.open(4, "four", "UPDATE users SET name = '4';\n", "UPDATE users SET name = '3';\n");
    withOpen = project.compile().packageTo(folder.resolve("with-open"));
  }

  private static List<String> states(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .map(info -> info.getVersion() + " " + info.getState().getDisplayName())
        .toList();
  }

  /** The newest version is a class: one of the future to Flyway on the files, which is no fault. */
  @Test
  void onTheFilesAnAppliedJavaMigrationAtTheEndIsOneOfTheFuture() {
    Turns turns = new Turns(Databases.sqlite(), endsWithClass);
    turns.run(0);
    Flyway files = turns.files("latest");
    assertThat(states(files)).containsExactly("1 Success", "2 Future");
    assertThat(files.validateWithResult().validationSuccessful).isTrue();
    assertThat(files.migrate().migrationsExecuted).isZero();
    assertThat(states(turns.bridge("latest"))).containsExactly("1 Success", "2 Success");
  }

  /** Below another version it is missing, and that stops Flyway on the files. */
  @Test
  void onTheFilesAnAppliedJavaMigrationBelowAnotherVersionIsMissing() {
    Turns turns = new Turns(Databases.sqlite(), classInside);
    turns.bridge("2").migrate();
    Flyway files = turns.files("latest");
    assertThat(states(files)).containsExactly("1 Success", "2 Missing", "3 Pending");
    assertThat(files.validateWithResult().getAllErrorMessages())
        .contains("Detected applied migration not resolved locally: 2");
    assertThatThrownBy(files::migrate)
        .hasMessageContaining("Detected applied migration not resolved locally: 2");
    Flyway told =
        Flyway.configure()
            .configuration(files.getConfiguration())
            .ignoreMigrationPatterns("*:missing")
            .load();
    assertThat(told.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(states(turns.bridge("latest")))
        .containsExactly("1 Success", "2 Success", "3 Success");
    turns.migrator(false).run();
    assertThat(turns.migrator(false).validate().problems()).isEmpty();
  }

  /** Flyway on the files cannot know that a class comes in between, and the others then refuse. */
  @Test
  void onTheFilesAPendingJavaMigrationIsLeftOutAndTheOthersRefuse() {
    Turns turns = new Turns(Databases.sqlite(), classInside);
    turns.files("latest").migrate();
    Flyway bridge = turns.bridge("latest");
    assertThat(states(bridge)).containsExactlyInAnyOrder("1 Success", "2 Ignored", "3 Success");
    assertThat(bridge.validateWithResult().getAllErrorMessages())
        .contains("Detected resolved migration not applied to database: 2");
    Migrator migrator = turns.migrator(false);
    assertThatThrownBy(migrator::run)
        .isInstanceOfSatisfying(
            MigrationException.class, e -> assertThat(e.code()).isEqualTo("ELQ625"));
  }

  /** The file of an open version is one like others to Flyway on the files. */
  @Test
  void onTheFilesAnOpenVersionIsAppliedAndWithTheBridgeItIsLeftOut() {
    Turns turns = new Turns(Databases.sqlite(), withOpen);
    assertThat(turns.bridge("latest").migrate().migrationsExecuted).isEqualTo(3);
    assertThat(states(turns.bridge("latest"))).doesNotContain("4 Pending");
    assertThat(states(turns.files("latest"))).contains("4 Pending");
  }
}
