package dev.eloquent.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.palantir.javapoet.JavaFile;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.schema.Schema;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A generated Maven-shaped project: models, sealed history, and the javac commands for it. */
final class BenchmarkProject {
  /** Versions that the tools draft and seal; those behind are written as files. */
  private static final int DRAFTED_VERSIONS = 20;

  private final Path root;
  private final SealedHistory history;

  private BenchmarkProject(Path root) {
    this.root = root;
    this.history = new SealedHistory(root.resolve("src/main/resources/db/migration"));
  }

  /**
   * A project in an empty folder whose sealed history ends where its models are.
   *
   * <p>Up to twenty versions create their share of the tables; every further one is a script of one
   * statement. With no version at all, all tables are in the draft.
   */
  static BenchmarkProject create(Path root, int models, int versions) throws Exception {
    BenchmarkProject project = begin(root);
    int steps = Math.min(versions, Math.min(models, DRAFTED_VERSIONS));
    for (int step = 1; step <= steps; step++) {
      ModelSources.write(project.sources(), models * step / steps);
      project.compile(true);
      project.history.seal(project.classes());
    }
    ModelSources.write(project.sources(), models);
    for (int version = steps + 1; version <= versions; version++) {
      project.history.append("create_extra_" + version, "extra_" + version);
    }
    return project;
  }

  /**
   * A project with one model of MongoDB's, which the first version creates; every further one
   * creates a collection, and an index for each further command.
   */
  static BenchmarkProject ofCollections(Path root, int versions, int commands) throws Exception {
    BenchmarkProject project = begin(root);
    ModelSources.writeDocument(project.sources());
    project.compile(true);
    project.history.seal(project.classes());
    for (int version = 2; version <= versions; version++) {
      project.history.appendCollection("create_extra_" + version, "extra_" + version, commands);
    }
    project.compile(true);
    return project;
  }

  private static BenchmarkProject begin(Path root) throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("pom.xml"), "<project/>\n");
    return new BenchmarkProject(root);
  }

  Path sources() {
    return root.resolve("src/main/java");
  }

  Path classes() {
    return root.resolve("target/classes");
  }

  Path resources() {
    return root.resolve("src/main/resources");
  }

  Path historyFolder() {
    return history.folder();
  }

  /** Compiles everything into an empty class folder, and returns the nanoseconds of javac. */
  long compile(boolean withProcessor) throws IOException, InterruptedException {
    empty(classes());
    List<String> command = new ArrayList<>();
    command.add(ChildProcess.program("javac"));
    command.addAll(options(withProcessor));
    Path files = root.resolve("sources.txt");
    Files.write(files, sourceFiles().stream().map(Path::toString).toList());
    command.add("@" + files);
    return ChildProcess.run(command, root.resolve("javac.log"));
  }

  /**
   * The same in this JVM, where javac is warm after some rounds.
   *
   * @param processors makes those to use; null to let javac load ours anew, as it does by itself
   */
  long compileHere(
      boolean withProcessor, @Nullable Supplier<Iterable<? extends Processor>> processors)
      throws IOException {
    empty(classes());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    long start = System.nanoTime();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(sourceFiles());
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, null, options(withProcessor), null, sources);
      if (processors != null) {
        task.setProcessors(processors.get());
      }
      if (!task.call()) {
        throw new IllegalStateException("the compile failed; its messages are above");
      }
    }
    return System.nanoTime() - start;
  }

  private List<String> options(boolean withProcessor) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-d", classes().toString(), "--release", "17"));
    options.addAll(
        List.of("-cp", ChildProcess.classPath(List.of(MigrationCatalog.class, Logger.class))));
    if (withProcessor) {
      options.addAll(List.of("-processorpath", processorPath()));
    } else {
      options.add("-proc:none");
    }
    return options;
  }

  private List<Path> sourceFiles() throws IOException {
    try (Stream<Path> found = Files.walk(sources())) {
      return found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Makes our processors of classes that are loaded once, as a daemon keeps them. */
  static Supplier<Iterable<? extends Processor>> keptProcessors() throws IOException {
    ClassLoader kept = processorLoader();
    return () -> ServiceLoader.load(Processor.class, kept);
  }

  private static ClassLoader processorLoader() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String jar : processorPath().split(File.pathSeparator, -1)) {
      urls.add(Path.of(jar).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static String processorPath() {
    return ChildProcess.classPath(
        List.of(
            Schema.class, MigrationCatalog.class, JavaFile.class, JsonFactory.class, Logger.class));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.sorted(Comparator.reverseOrder()).forEach(BenchmarkProject::delete);
      }
    }
    Files.createDirectories(folder);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
