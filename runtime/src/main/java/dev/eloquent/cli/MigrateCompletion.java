package dev.eloquent.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate:completion}: what makes a shell complete commands and options. */
@CommandLine.Command(
    description = {
      "Prints a script that makes bash or zsh complete commands and options of a function of that"
          + " name:",
      "  eloquent() { java -jar /path/to/runtime.jar \"$@\"; }"
    })
final class MigrateCompletion implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Parameters(arity = "1", paramLabel = "SHELL", description = "bash or zsh")
  String shell = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the function's name; default eloquent")
  @Nullable String name;

  @Option(names = "--debug", description = "show stack traces")
  boolean debug;

  @Option(
      names = {"--help", "-h"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Override
  public int run(Session session) {
    if (!SHELLS.contains(shell)) {
      throw CliException.usage(
          "migrate:completion knows bash and zsh, not \""
              + Text.oneLine(shell)
              + "\""
              + Near.of(shell, SHELLS).map(near -> "; did you mean " + near + "?").orElse("."));
    }
    String function = name == null ? "eloquent" : name;
    if (!function.matches("[A-Za-z_][A-Za-z0-9_-]{0,62}")) {
      throw CliException.usage(
          "--name \""
              + Text.oneLine(function)
              + "\" is no name of a function: letters, digits, _ and -.");
    }
    CompletionScript script = new CompletionScript(function);
    session.printDocument(shell.equals("bash") ? script.bash() : script.zsh());
    return Exit.DONE;
  }
}
