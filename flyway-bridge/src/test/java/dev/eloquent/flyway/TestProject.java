package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.annotation.Model;
import dev.eloquent.format.FileNames;
import dev.eloquent.seal.Sealer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** A user's project: compiled by the real compiler with the processor, and really sealed. */
final class TestProject {
  static final List<String> DIALECTS = List.of("mysql", "postgresql", "sqlite");
  private static final String HISTORY = "src/main/resources/db/migration/";

  private final Path root;
  private final String catalog;

  TestProject(Path root) {
    this(root, "");
  }

  /** One whose catalogue has an id. */
  TestProject(Path root, String catalog) {
    this.root = root;
    this.catalog = catalog;
    write("pom.xml", "<project/>");
  }

  /** A class of package {@code shop}, or the other body of one that is there. */
  TestProject source(String name, String body) {
    return write(
        "src/main/java/shop/" + name + ".java",
        "package shop;\nimport dev.eloquent.annotation.*;\nimport dev.eloquent.migration.*;\n"
            + body
            + "\n");
  }

  /** An open version, the same for every dialect. */
  TestProject open(int version, String name, String up, String down) {
    for (String dialect : DIALECTS) {
      open(dialect, version, name, up, down);
    }
    return this;
  }

  /** An open version's files for one dialect. */
  TestProject open(String dialect, int version, String name, String up, String down) {
    write(HISTORY + FileNames.migration(dialect, version, name), up);
    return write(HISTORY + FileNames.undo(dialect, version, name), down);
  }

  /** Seals what the last compile found open and drafted, and compiles. */
  TestProject seal() {
    Sealer.seal(new Sealer.Request(classes(), root, catalog, null, false));
    return compile();
  }

  /** Compiles all sources. */
  TestProject compile() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Path generated = root.resolve("target/generated-sources/annotations");
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(classes());
      Files.createDirectories(generated);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null,
              files,
              diagnostics,
              List.of(
                  "-classpath",
                  classes() + File.pathSeparator + runtime(),
                  "-Aeloquent.catalog=" + catalog),
              null,
              files.getJavaFileObjectsFromPaths(below(root.resolve("src/main/java"))));
      List<Processor> processors = new ArrayList<>();
      ServiceLoader.load(Processor.class).forEach(processors::add);
      task.setProcessors(processors);
      assertThat(task.call()).as(() -> errors(diagnostics)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static String errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    return String.join(
        "\n",
        diagnostics.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(d -> d.getMessage(null))
            .toList());
  }

  private static Path runtime() {
    try {
      return Path.of(Model.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Maven would package now, copied to a folder, the scripts passed through a function. */
  Path packageTo(Path target, UnaryOperator<String> scripts) {
    copyTo(classes(), target);
    if (Files.exists(root.resolve("src/main/resources"))) {
      copyTo(root.resolve("src/main/resources"), target);
    }
    for (Path file : below(target)) {
      if (file.toString().endsWith(".sql")) {
        write(file, scripts.apply(read(file)));
      }
    }
    return target;
  }

  /** The same, as it is. */
  Path packageTo(Path target) {
    return packageTo(target, text -> text);
  }

  /** The class path of this JVM, and the folders behind it. */
  static URLClassLoader loader(Path... folders) {
    try {
      URL[] urls = new URL[folders.length];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = folders[i].toUri().toURL();
      }
      return new URLClassLoader(urls, TestProject.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copyTo(Path folder, Path target) {
    try {
      for (Path file : below(folder)) {
        Path copy = target.resolve(folder.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestProject write(String path, String text) {
    write(root.resolve(path), text);
    return this;
  }

  private Path classes() {
    return root.resolve("target/classes");
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
