package dev.eloquent.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * A processor that generates classes of package {@code shop}: in each round those of its number.
 */
final class Generating extends AbstractProcessor {
  private final List<Map<String, String>> rounds;
  private int round;

  Generating(List<Map<String, String>> rounds) {
    this.rounds = rounds;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
    if (round < rounds.size()) {
      rounds.get(round).forEach(this::write);
      round++;
    }
    return false;
  }

  private void write(String name, String text) {
    try (Writer writer = processingEnv.getFiler().createSourceFile("shop." + name).openWriter()) {
      writer.write("package shop;\n\nimport dev.eloquent.annotation.*;\n\n" + text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
