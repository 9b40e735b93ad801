package dev.eloquent.processor;

import dev.eloquent.annotation.Model;
import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.migration.MigrationCatalog;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
 * A Maven-shaped project in a temporary folder, compiled with the real compiler and both
 * processors.
 */
final class ProjectFixture {
  /** Where the annotations and what generated code needs are; all that a project depends on. */
  private static final Path RUNTIME = codeOf(Model.class);

  private final Path root;
  private final List<Path> libraries = new ArrayList<>(List.of(RUNTIME));
  private JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private Supplier<List<Processor>> processors =
      () -> List.of(new LastModelProcessor(), new MigrationProcessor());

  ProjectFixture(Path root) {
    this.root = root;
    write("pom.xml", "<project/>");
  }

  /** Compiles with another compiler than the one of this JDK from now on. */
  ProjectFixture compiler(JavaCompiler other) {
    compiler = other;
    return this;
  }

  /** Runs these processors from now on, made anew for each compile; none lets options name them. */
  ProjectFixture processors(Supplier<List<Processor>> made) {
    processors = made;
    return this;
  }

  /** Puts the code of a class on the class path. */
  ProjectFixture library(Class<?> type) {
    libraries.add(codeOf(type));
    return this;
  }

  /** Puts a folder of classes on the class path. */
  ProjectFixture library(Path folder) {
    libraries.add(folder);
    return this;
  }

  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
      // Not toString, which the Eclipse compiler's diagnostics do not have.
      diagnostics.forEach(
          d ->
              text.append(d.getKind() + " " + d.getLineNumber() + " " + d.getMessage(null) + "\n"));
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

  /** Has these sources of package {@code shop} instead of any others, and no class output. */
  ProjectFixture replaceSources(Map<String, String> sources) {
    if (Files.exists(root.resolve("src/main/java"))) {
      sources().forEach(s -> delete(root.relativize(s).toString()));
    }
    sources.forEach((name, text) -> write("src/main/java/shop/" + name, text));
    return clean();
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
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(classes());
      Files.createDirectories(root.resolve("target/generated-sources/annotations"));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      files.setLocationFromPaths(
          StandardLocation.SOURCE_OUTPUT,
          List.of(root.resolve("target/generated-sources/annotations")));
      List<String> arguments = new ArrayList<>(List.of(options));
      if (compiler.name().equals("javac")) {
        arguments.add("-Xlint:all,-processing,-options");
      }
      // Not --release, which opens the JDK's signature file again for every compile.
      arguments.addAll(List.of("-source", "17", "-target", "17", "-classpath"));
      arguments.add(
          Stream.concat(Stream.of(classes()), libraries.stream())
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              arguments,
              null,
              files.getJavaFileObjectsFromPaths(sources));
      List<Processor> made = processors.get();
      if (!made.isEmpty()) {
        task.setProcessors(made);
      }
      boolean success = task.call();
      return new Compiled(success, diagnostics.getDiagnostics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The index of what the last compile drafted. */
  DraftIndex index() {
    return DraftIndex.parse(meta(OutputNames.DRAFT_INDEX));
  }

  /** A resource of the draft in the class output. */
  String meta(String name) {
    return read("target/classes/META-INF/eloquent/" + name);
  }

  /** The compiled history. */
  MigrationCatalog catalog() {
    return ServiceLoader.load(MigrationCatalog.class, loader()).findFirst().orElseThrow();
  }

  /** What loads the class output; left open, for catalogues load when they are asked. */
  ClassLoader loader() {
    try {
      return new URLClassLoader(
          new URL[] {classes().toUri().toURL()}, ProjectFixture.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Seals by the rules of the format alone, so that no test depends on the command line. */
  void seal() {
    DraftIndex.Draft draft = Objects.requireNonNull(index().draft());
    Map<String, String> files = new TreeMap<>();
    for (DraftIndex.DraftFile file : draft.files()) {
      String path =
          file.undo()
              ? FileNames.undo(file.dialect(), draft.version(), draft.name())
              : FileNames.migration(file.dialect(), draft.version(), draft.name());
      String text = meta(OutputNames.draftFile(file.dialect(), file.undo()));
      write("src/main/resources/db/migration/" + path, text);
      files.put(path, Checksums.ofFile(text));
    }
    LockFile before =
        Files.exists(history().resolve("migrations.lock"))
            ? LockFile.parse(read("src/main/resources/db/migration/migrations.lock"))
            : LockFile.EMPTY;
    LockFile lock =
        before.append(draft.name(), LockFile.Kind.GENERATED, null, draft.schemaHash(), files);
    write(
        "src/main/resources/db/migration/schema.json",
        SchemaText.withChain(meta(OutputNames.DRAFT_SCHEMA), lock.headChain()));
    write("src/main/resources/db/migration/migrations.lock", lock.render());
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
