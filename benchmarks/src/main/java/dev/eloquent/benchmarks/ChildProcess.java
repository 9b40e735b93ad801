package dev.eloquent.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a program of this JDK and measures it from start to end. */
final class ChildProcess {
  private ChildProcess() {}

  /** What may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does the work and ends this JVM, which servers would keep alive, failed or not. */
  static void exitAfter(Work work) {
    try {
      work.run();
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** The program of this JDK's {@code bin} folder. */
  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** A class path of the jars or folders that the classes come from, and of the folders. */
  static String classPath(List<Class<?>> classes, Path... folders) {
    String jars =
        classes.stream()
            .map(ChildProcess::origin)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    String rest = paths(folders);
    return rest.isEmpty() ? jars : jars + File.pathSeparator + rest;
  }

  /** A class path of folders. */
  static String paths(Path... folders) {
    return Arrays.stream(folders)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What a program printed. */
  static String output(Path log) throws IOException {
    return Files.readString(log);
  }

  private static String origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /**
   * Runs the command and returns the nanoseconds it took.
   *
   * @throws IllegalStateException with the program's output if it fails
   */
  static long run(List<String> command, Path log) throws IOException, InterruptedException {
    return run(command, log, Map.of());
  }

  /** The same with further variables. */
  static long run(List<String> command, Path log, Map<String, String> variables)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    long nanos = System.nanoTime() - start;
    if (code != 0) {
      throw new IllegalStateException(
          "exit code " + code + " of " + command + "\n" + Files.readString(log));
    }
    return nanos;
  }
}
