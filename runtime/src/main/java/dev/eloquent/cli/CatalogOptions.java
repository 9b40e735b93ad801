package dev.eloquent.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the compiled migrations are; every command has these. */
final class CatalogOptions {
  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description =
          "class folders and jars of the application; default target/classes, else"
              + " build/classes/java/main")
  @Nullable String classpath;

  @Option(
      names = "--catalog",
      paramLabel = "ID,...",
      description = "which catalogues of the class path; default all but that of the tests")
  @Nullable String catalog;

  @Option(names = "--debug", description = "log everything, and show stack traces")
  boolean debug;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "show this help")
  boolean help;
}
