package dev.eloquent.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills a command from its arguments. */
final class Arguments {
  private Arguments() {}

  /**
   * Fills the command; false if only its help was wanted, which is printed then.
   *
   * @throws CliException naming the argument that cannot be understood
   */
  static boolean fill(Command command, String name, List<String> arguments, Invocation invocation) {
    CommandLine line =
        new CommandLine(command)
            .setCommandName("java -jar runtime.jar " + name)
            .setExpandAtFiles(false)
            .setInterpolateVariables(false)
            .setPosixClusteredShortOptionsAllowed(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.getCommandSpec().usageMessage().sortOptions(false).width(100);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw CliException.usage(unknown(line, name, e.getUnmatched().get(0)));
    } catch (ParameterException e) {
      throw CliException.usage(
          name + ": " + Text.oneLine(String.valueOf(e.getMessage())) + ". " + see(name));
    }
    if (line.isUsageHelpRequested()) {
      line.getCommandSpec().usageMessage().footer(Examples.lines(name));
      invocation.out().print(line.getUsageMessage());
      return false;
    }
    return true;
  }

  private static String unknown(CommandLine line, String name, String argument) {
    String option = argument.split("=", 2)[0];
    boolean isOption = option.startsWith("-");
    Optional<String> near =
        isOption ? Near.of(option, line.getCommandSpec().optionsMap().keySet()) : Optional.empty();
    return name
        + ": "
        + (isOption ? "there is no option " : "unexpected argument ")
        + Text.oneLine(isOption ? option : "\"" + argument + "\"")
        + near.map(n -> "; did you mean " + n + "?").orElse(".")
        + " "
        + see(name);
  }

  private static String see(String name) {
    return "All options: java -jar runtime.jar help " + name;
  }
}
