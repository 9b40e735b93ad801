package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles what commands have written, with everything that javac warns of as an error. */
final class StrictJavac {
  private StrictJavac() {}

  /** Fails unless all sources below a folder compile. */
  static void assertCompiles(Path sources, Path classes) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("-proc:none", "-Xlint:all,-path", "-Werror", "-d"));
    words.add(Files.createDirectories(classes).toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> words.add(f.toString()));
    }
    int exit =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(exit).isZero();
  }
}
