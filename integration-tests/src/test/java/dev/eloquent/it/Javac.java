package dev.eloquent.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The compiler of this JDK in this process, for what is not about a build tool: a tenth of the time
 * that Maven takes.
 */
final class Javac {
  private final Path folder;

  /** For a project in the layout of Maven. */
  Javac(Path folder) {
    this.folder = folder;
  }

  /** Whether it compiled, and what was said. */
  record Compiled(boolean success, String messages) {}

  /** Does what a clean compile does: copies resources and compiles all sources. */
  Compiled compile(String... options) throws IOException {
    Path classes = folder.resolve("target/classes");
    Path generated = folder.resolve("target/generated-sources/annotations");
    delete(folder.resolve("target"));
    Files.createDirectories(generated);
    copy(folder.resolve("src/main/resources"), classes);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.walk(folder.resolve("src/main/java"))) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
      List<Path> java = sources.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              List.of(options),
              null,
              files.getJavaFileObjectsFromPaths(java));
      task.setProcessors(processors());
      boolean success = task.call();
      StringBuilder text = new StringBuilder();
      for (Diagnostic<?> diagnostic : diagnostics.getDiagnostics()) {
        text.append(diagnostic.getKind()).append(' ');
        text.append(diagnostic.getMessage(null)).append('\n');
      }
      return new Compiled(success, text.toString());
    }
  }

  /** Ours, in the order in which the compiler would load them. */
  private static List<Processor> processors() {
    List<Processor> ours = new ArrayList<>();
    for (Processor processor : ServiceLoader.load(Processor.class)) {
      if (processor.getClass().getName().startsWith("dev.eloquent.")) {
        ours.add(processor);
      }
    }
    return ours;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
