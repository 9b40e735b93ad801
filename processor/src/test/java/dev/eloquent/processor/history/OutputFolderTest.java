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
  void aFolderInsideTheProjectIsPortableTextAndAnOutsideOneStaysAsItIs() throws Exception {
    Files.writeString(root.resolve("pom.xml"), "");
    OutputFolder output = OutputFolder.of(Optional.of(root.resolve("target/classes")));
    assertThat(output.portable(root.resolve("db/../history").toString())).isEqualTo("history");
    assertThat(output.portable("history")).isEqualTo("history");
    assertThat(output.portable("/elsewhere")).isEqualTo("/elsewhere");
    assertThat(output.resolve("history")).isEqualTo(root.resolve("history"));
  }

  @Test
  void withoutABuildFileThereIsNoProject() {
    assertThat(OutputFolder.of(Optional.empty()).project()).isNull();
  }
}
