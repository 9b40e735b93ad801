package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.annotation.Model;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;

/** What Gradle asks of a processor that takes part in incremental compilation. */
class GradleMetadataTest {
  @Test
  void everyProcessorIsRegisteredAsAggregating() throws IOException {
    List<String> processors = lines("META-INF/services/" + Processor.class.getName());
    // The order matters, too: see LastModelProcessor.
    assertThat(processors)
        .containsExactly(LastModelProcessor.class.getName(), MigrationProcessor.class.getName());
    assertThat(lines("META-INF/gradle/incremental.annotation.processors"))
        .containsExactlyInAnyOrderElementsOf(
            processors.stream().map(p -> p + ",aggregating").toList());
  }

  /** Gradle shows unchanged classes to the processor as class files. */
  @Test
  void noAnnotationIsLostInTheClassFile() throws Exception {
    URI self = Objects.requireNonNull(Model.class.getResource("Model.class")).toURI();
    int annotations = 0;
    try (Stream<Path> files = Files.list(Path.of(self).getParent())) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type =
              Class.forName(
                  Model.class.getPackageName() + "." + name.substring(0, name.indexOf('.')));
          if (type.isAnnotation()) {
            annotations++;
            Retention retention = type.getAnnotation(Retention.class);
            assertThat(retention == null ? RetentionPolicy.CLASS : retention.value())
                .as(name)
                .isNotEqualTo(RetentionPolicy.SOURCE);
          }
        }
      }
    }
    assertThat(annotations).isGreaterThanOrEqualTo(7);
  }

  /** The lines of our own file of that name, not of another jar's. */
  private static List<String> lines(String name) throws IOException {
    URI own =
        URI.create(
            MigrationProcessor.class.getProtectionDomain().getCodeSource().getLocation() + name);
    try (InputStream in = own.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    }
  }
}
