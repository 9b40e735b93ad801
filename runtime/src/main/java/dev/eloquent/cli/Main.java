package dev.eloquent.cli;

import dev.eloquent.format.FormatException;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.registry.ModelException;
import dev.eloquent.seal.SealException;
import dev.eloquent.seed.SeedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line: {@code java -jar runtime.jar COMMAND [OPTION...]}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    LibraryLogs.configure();
    System.exit(run(args, Invocation.ofProcess()));
  }

  /** Runs one command; the result is its exit code. */
  static int run(String[] args, Invocation invocation) {
    List<String> words = spell(List.of(args));
    Session session = null;
    try {
      if (asksForHelp(words)) {
        return help(words, invocation);
      }
      if (words.get(0).equals("--version")) {
        invocation.out().println("Eloquent Migrations " + version());
        invocation.out().checkWritten();
        return Exit.DONE;
      }
      checkFolder(invocation.folder());
      String name = Commands.names().contains(words.get(0)) ? words.get(0) : "";
      session = new Session(invocation, name, words.contains("--debug"));
      Command command = Commands.create(words.get(0));
      List<String> options = words.subList(1, words.size());
      boolean filled = Arguments.fill(command, words.get(0), options, invocation);
      int exit = filled ? finished(session, command, invocation) : Exit.DONE;
      invocation.out().checkWritten();
      return exit;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return report(session, invocation, e);
    }
  }

  /** In the locale C the JVM cannot even name a folder with letters that ASCII does not have. */
  private static void checkFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CliException.usage(
          "the working folder "
              + Text.oneLine(folder.toString())
              + " cannot be found: it was deleted, or its name has letters that the locale does not"
              + " have; set LC_ALL=C.UTF-8 then, or go to another folder.");
    }
  }

  private static int finished(Session session, Command command, Invocation invocation) {
    long begin = System.nanoTime();
    int exit = command.run(session);
    invocation.out().checkWritten();
    long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    session.info(
        "command.finished", "exit " + exit, Map.of("exit", exit, "durationMillis", millis));
    return exit;
  }

  /** {@code migrate run} and {@code migrate:run} are the same; so is {@code db seed fresh}. */
  private static List<String> spell(List<String> args) {
    if (args.size() < 2 || args.get(1).startsWith("-")) {
      return args;
    }
    String first = args.get(0);
    if (!isFamily(first)) {
      return first.equals("help") ? spellBehind(args) : args;
    }
    if (args.get(1).equals("help")) {
      List<String> words = new ArrayList<>(List.of("help", first));
      words.addAll(args.subList(2, args.size()));
      return spellBehind(words);
    }
    String second = first + ":" + args.get(1);
    String third = args.size() > 2 ? second + ":" + args.get(2) : "";
    boolean three = Commands.names().contains(third);
    List<String> words = new ArrayList<>();
    words.add(three ? third : second);
    words.addAll(args.subList(three ? 3 : 2, args.size()));
    return words;
  }

  private static List<String> spellBehind(List<String> args) {
    List<String> words = new ArrayList<>(List.of("help"));
    words.addAll(spell(args.subList(1, args.size())));
    return words;
  }

  private static boolean asksForHelp(List<String> words) {
    if (words.isEmpty() || List.of("help", "--help", "-h").contains(words.get(0))) {
      return true;
    }
    boolean alone = words.size() == 1 || List.of("--help", "-h").contains(words.get(1));
    return isFamily(words.get(0)) && alone;
  }

  /** The first half of a name that is spelled as two words. */
  private static boolean isFamily(String word) {
    return Commands.FAMILIES.contains(word);
  }

  private static int help(List<String> words, Invocation invocation) {
    boolean about = words.size() > 1 && words.get(0).equals("help");
    if (!about || isFamily(words.get(1)) || asksForHelp(words.subList(1, words.size()))) {
      invocation.out().println(Commands.help());
    } else {
      Command command = Commands.create(words.get(1));
      Arguments.fill(command, words.get(1), List.of("--help"), invocation);
    }
    invocation.out().checkWritten();
    return Exit.DONE;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  /** One clear message, and the exit code for what went wrong. */
  private static int report(@Nullable Session session, Invocation invocation, Throwable e) {
    String message = message(e);
    if (session == null) {
      invocation.err().println("error: " + new Redactor().clean(Text.printable(message)));
    } else {
      session.error(exit(e) == Exit.REFUSED ? "command.refused" : "command.failed", message, e);
    }
    return exit(e);
  }

  private static String message(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof MigrationException migration) {
      return coded(message, migration.code());
    }
    if (e instanceof SealException seal) {
      return coded(message, seal.code());
    }
    if (e instanceof FormatException format) {
      return coded(message, format.code());
    }
    if (e instanceof SeedException seed) {
      return coded(message, seed.code());
    }
    // The message of a model's exception has its code.
    return e instanceof CliException || e instanceof ModelException
        ? message
        : "unexpected "
            + e.getClass().getSimpleName()
            + ": "
            + message
            + ". Repeat with --debug for the details, and please report it.";
  }

  private static String coded(String message, String code) {
    return message.contains(code) ? message : message + " [" + code + "]";
  }

  private static int exit(Throwable e) {
    if (e instanceof CliException cli) {
      return cli.exit();
    }
    if (e instanceof MigrationException migration) {
      boolean usage = migration.problem() == MigrationProblem.ARGUMENT;
      return usage ? Exit.USAGE : migration.refused() ? Exit.REFUSED : Exit.FAILED;
    }
    if (e instanceof SealException seal) {
      boolean usage = seal.reason() == SealException.Reason.BAD_NAME;
      return usage ? Exit.USAGE : seal.refused() ? Exit.REFUSED : Exit.FAILED;
    }
    return Exit.FAILED;
  }

  /** The exit code and message of a failure on one of several databases, or catalogues. */
  static int reportOne(Session session, Place place, Throwable e) {
    session.error("connection.failed", place + ": " + message(e), e);
    return exit(e);
  }
}
