package dev.eloquent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs real processes in a folder: Maven, git, the shaded jar. */
final class Shell {
  static final Path ROOT = Path.of(System.getProperty("eloquent.root"));
  static final String VERSION = System.getProperty("eloquent.version");
  private static final Path JAR = ROOT.resolve("runtime/target/runtime.jar");
  private static final Path MAVEN =
      Path.of(System.getProperty("eloquent.maven.home"), "bin", "mvn");
  private static final int TIMEOUT_MINUTES = 5;

  /**
   * For processes that live for a second or two: what they would compile better is over by then.
   */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path folder;
  private final LocalRepository repository;

  Shell(Path folder, LocalRepository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  /** How a process ended. */
  record Result(int exit, String out, String err) {
    String all() {
      return "exit " + exit + "\n" + out + err;
    }
  }

  /** {@code java -jar runtime.jar} with these arguments. */
  Result runtime(String... arguments) {
    return runtime(Map.of(), arguments);
  }

  /** {@code java -jar runtime.jar} with these arguments and variables. */
  Result runtime(Map<String, String> variables, String... arguments) {
    return java(variables, List.of("-jar", JAR.toString()), arguments);
  }

  /**
   * {@code javac} with these arguments; its main class, so that it starts as fast as the others.
   */
  Result javac(List<String> arguments) {
    List<String> main = List.of("-m", "jdk.compiler/com.sun.tools.javac.Main");
    return java(Map.of(), main, arguments.toArray(String[]::new));
  }

  /** The batch compiler of Eclipse with these arguments. */
  Result ecj(List<String> arguments) {
    String main = "org.eclipse.jdt.internal.compiler.batch.Main";
    List<String> ecj = List.of("-cp", System.getProperty("java.class.path"), main);
    return java(Map.of(), ecj, arguments.toArray(String[]::new));
  }

  private Result java(Map<String, String> variables, List<String> main, String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(SHORT_LIVED);
    command.addAll(main);
    command.addAll(List.of(arguments));
    return run(command, variables);
  }

  /** {@code java} with these arguments. */
  Result java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return run(command, Map.of());
  }

  /**
   * {@code mvn} with these arguments, on a local repository of its own that has this build's
   * artifacts.
   */
  Result maven(String... arguments) {
    return maven("", arguments);
  }

  /** The same with options of Maven's JVM, such as {@code -Xmx256m}. */
  Result maven(String jvmOptions, String[] arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                MAVEN.toString(),
                "-B",
                "-ntp",
                "-s",
                repository.settings().toString(),
                "-Dmaven.repo.local=" + repository.folder()));
    command.addAll(List.of(arguments));
    String options = String.join(" ", SHORT_LIVED) + " " + jvmOptions;
    return run(
        command, Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_OPTS", options));
  }

  /** Any command. */
  Result run(List<String> command) {
    return run(command, Map.of());
  }

  /** {@code git} with these arguments, whatever this machine's configuration is. */
  Result git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.editor=true"));
    command.addAll(List.of(arguments));
    return run(
        command,
        Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "A",
            "GIT_AUTHOR_EMAIL", "a@example.com",
            "GIT_COMMITTER_NAME", "A",
            "GIT_COMMITTER_EMAIL", "a@example.com"));
  }

  private Result run(List<String> command, Map<String, String> variables) {
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeIf(Shell::changesTheOutcome);
      builder.environment().putAll(variables);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end:\n" + Files.readString(out));
      }
      Result result =
          new Result(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A developer's own settings must not decide a test. */
  private static boolean changesTheOutcome(String variable) {
    return variable.startsWith("DB_")
        || variable.startsWith("PG_")
        || variable.startsWith("SQLITE_")
        || variable.startsWith("ELOQUENT_")
        || variable.equals("APP_ENV");
  }
}
