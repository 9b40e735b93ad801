package dev.eloquent.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run of the command line takes from the process around it.
 *
 * @param environment the process environment
 * @param folder the working folder, absolute
 * @param in where answers are read from
 * @param out where results go
 * @param err where logs and errors go
 * @param terminal whether a person can be asked
 * @param screen what the outputs are connected to
 * @param passwords asks a person for what is not shown while it is typed
 */
record Invocation(
    Map<String, String> environment,
    Path folder,
    InputStream in,
    ResultStream out,
    PrintStream err,
    boolean terminal,
    Terminal screen,
    Passwords passwords) {
  /** Asks for a password. */
  interface Passwords {
    /** Shows the question and gives what was typed; null for nothing. */
    char @Nullable [] ask(String question);
  }

  Invocation {
    environment = Map.copyOf(environment);
  }

  /** That of this process. Output is UTF-8 whatever the locale says, so that it is always equal. */
  static Invocation ofProcess() {
    return new Invocation(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        System.in,
        new ResultStream(new FileOutputStream(FileDescriptor.out)),
        logs(),
        isTerminal(),
        Terminal.ofProcess(Invocation::isTerminal),
        Invocation::ask);
  }

  private static PrintStream logs() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  @SuppressWarnings("SystemConsoleNull")
  private static char @Nullable [] ask(String question) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", question);
  }

  /** From Java 22 on there is a console without a terminal too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
