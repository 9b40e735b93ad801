package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.eloquent.annotation.Model;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  void noAnnotationIsLostInTheClassFile() {
    int annotations = 0;
    for (JavaClass type : new ClassFileImporter().importPackages(Model.class.getPackageName())) {
      if (type.isAnnotation()) {
        annotations++;
        Retention retention = type.reflect().getAnnotation(Retention.class);
        assertThat(retention == null ? RetentionPolicy.CLASS : retention.value())
            .as(type.getName())
            .isNotEqualTo(RetentionPolicy.SOURCE);
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
