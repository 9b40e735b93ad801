package dev.eloquent.processor.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  @TempDir Path root;

  @Test
  void theNearestBuildFileAboveTheClassOutputIsTheProject() throws Exception {
    Files.writeString(root.resolve("pom.xml"), "");
    Path module = Files.createDirectories(root.resolve("shop"));
    Files.writeString(module.resolve("build.gradle.kts"), "");
    OutputFolder output = OutputFolder.of(Optional.of(module.resolve("build/classes/java/main")));
    assertThat(output.project()).isEqualTo(module);
    assertThat(output.test()).isFalse();
    assertThat(output.defaultHistory("db/migration")).isEqualTo("src/main/resources/db/migration");
  }

  @Test
  void testOutputIsToldApartForMavenAndGradle() throws Exception {
    Files.writeString(root.resolve("pom.xml"), "");
    assertThat(OutputFolder.of(Optional.of(root.resolve("target/test-classes"))).test()).isTrue();
    assertThat(OutputFolder.of(Optional.of(root.resolve("build/classes/java/test"))).test())
        .isTrue();
    assertThat(OutputFolder.of(Optional.of(root.resolve("target/classes"))).test()).isFalse();
    OutputFolder test = OutputFolder.of(Optional.of(root.resolve("target/test-classes")));
    assertThat(test.defaultHistory("db/test/migration"))
        .isEqualTo("src/test/resources/db/test/migration");
  }

  @Test
  void theHistoryIsTextThatIsRelativeToTheProject() throws Exception {
    Files.writeString(root.resolve("pom.xml"), "");
    OutputFolder output = OutputFolder.of(Optional.of(root.resolve("target/classes")));
    assertThat(output.portable(root.resolve("db/../history").toString())).isEqualTo("history");
    assertThat(output.portable("history")).isEqualTo("history");
    assertThat(output.portable(root.resolveSibling("elsewhere/db").toString()))
        .isEqualTo("../elsewhere/db");
    assertThat(output.resolve("../elsewhere/db").normalize())
        .isEqualTo(root.resolveSibling("elsewhere/db"));
    assertThat(output.resolve("history")).isEqualTo(root.resolve("history"));
  }

  @Test
  void withoutABuildFileThereIsNoProject() {
    OutputFolder output = OutputFolder.of(Optional.empty());
    assertThat(output.project()).isNull();
    assertThat(output.portable("app/db")).isEqualTo("app/db");
    assertThat(output.portable(root.resolve("app/src/main/resources/db/migration").toString()))
        .isEqualTo("src/main/resources/db/migration");
    assertThat(output.portable(root.resolve("app/changes").toString())).isEqualTo("changes");
    assertThat(output.resolve(root.resolve("app/changes").toString()))
        .isEqualTo(root.resolve("app/changes"));
  }
}
