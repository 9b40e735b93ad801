package dev.eloquent.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills a command from its arguments. */
final class Arguments {
  /** What other programs call it; {@code -p} often has the password right behind it. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "-p(?!g\\b|retend\\b)|--(password(?!-)|passwd|passw?\\b|pwd|pw\\b)",
          Pattern.CASE_INSENSITIVE);

  private Arguments() {}

  /**
   * Fills the command; false if only its help was wanted, which is printed then.
   *
   * @throws CliException naming the argument that cannot be understood
   */
  static boolean fill(Command command, String name, List<String> arguments, Invocation invocation) {
    return PlainArguments.fill(command, arguments) || parse(command, name, arguments, invocation);
  }

  private static boolean parse(
      Command command, String name, List<String> arguments, Invocation invocation) {
    CommandLine line = line(command, name);
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

  /** Picocli's parser of a command. */
  static CommandLine line(Command command, String name) {
    CommandLine line =
        new CommandLine(command)
            .setCommandName("java -jar runtime.jar " + name)
            .setExpandAtFiles(false)
            .setInterpolateVariables(false)
            .setPosixClusteredShortOptionsAllowed(false)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.getCommandSpec().usageMessage().sortOptions(false).width(100);
    return line;
  }

  /**
   * Refuses an argument that may hold a password, without repeating it.
   *
   * @throws CliException if it is one
   */
  static void refusePassword(String argument) {
    if (PASSWORD.matcher(argument).lookingAt()) {
      throw CliException.usage(
          CliProblem.PASSWORD_ARGUMENT,
          "a password is no argument, since other processes can read those; change it if it was a"
              + " real one. Use --password-env, --password-file or --password-prompt with --url, else"
              + " a variable such as PG_PASSWORD.");
    }
  }

  private static String unknown(CommandLine line, String name, String argument) {
    String option = argument.split("=", 2)[0];
    refusePassword(option);
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
