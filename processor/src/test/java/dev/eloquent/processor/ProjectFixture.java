package dev.eloquent.processor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A Maven-shaped project in a temporary folder, compiled with the real compiler and both
 * processors.
 */
final class ProjectFixture {
  private final Path root;

  ProjectFixture(Path root) {
    this.root = root;
    write("pom.xml", "<project/>");
  }

  /** What one compile said. */
  record Compiled(boolean success, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    /** All messages of that kind, in order. */
    List<String> messages(Diagnostic.Kind kind) {
      return diagnostics.stream()
          .filter(d -> d.getKind() == kind)
          .map(d -> d.getMessage(null))
          .toList();
    }

    String all() {
      StringBuilder text = new StringBuilder();
      diagnostics.forEach(d -> text.append(d).append('\n'));
      return text.toString();
    }
  }

  Path root() {
    return root;
  }

  Path classes() {
    return root.resolve("target/classes");
  }

  Path history() {
    return root.resolve("src/main/resources/db/migration");
  }

  ProjectFixture write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a class of package {@code shop} with the annotations imported. */
  ProjectFixture model(String name, String body) {
    return write(
        "src/main/java/shop/" + name + ".java",
        "package shop;\n\nimport dev.eloquent.annotation.*;\n\n" + body + "\n");
  }

  ProjectFixture delete(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empties the class output, as a clean build does. */
  ProjectFixture clean() {
    if (Files.exists(root.resolve("target"))) {
      try (Stream<Path> files = Files.walk(root.resolve("target"))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  /** Compiles all sources. */
  Compiled compile(String... options) {
    return compile(sources(), options);
  }

  /** Compiles these sources only; the class output is on the class path, as it is in a build. */
  Compiled compile(List<Path> sources, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(classes());
      Files.createDirectories(root.resolve("target/generated-sources/annotations"));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      files.setLocationFromPaths(
          StandardLocation.SOURCE_OUTPUT,
          List.of(root.resolve("target/generated-sources/annotations")));
      List<String> arguments =
          new ArrayList<>(List.of("-Xlint:all,-processing", "--release", "17"));
      arguments.add("-classpath");
      arguments.add(classes() + File.pathSeparator + System.getProperty("java.class.path"));
      arguments.addAll(List.of(options));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              arguments,
              null,
              files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(List.of(new LastModelProcessor(), new MigrationProcessor()));
      boolean success = task.call();
      return new Compiled(success, diagnostics.getDiagnostics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> sources() {
    try (Stream<Path> files = Files.walk(root.resolve("src/main/java"))) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file that the processor left, by path below the project, except class files. */
  Map<String, String> output() {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root.resolve("target"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".class")) {
          all.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
