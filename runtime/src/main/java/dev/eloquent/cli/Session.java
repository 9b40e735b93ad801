package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a command: its surroundings, its variables, and the only way to print anything. */
final class Session {
  private final Invocation invocation;
  private final boolean debug;
  private final Redactor redactor = new Redactor();
  private final LogWriter logs;
  private final Environment environment;
  private final Screen screen;
  private @Nullable Place place;

  /**
   * Reads the variables.
   *
   * @throws CliException if {@code .env} or a variable for logging cannot be understood
   */
  Session(Invocation invocation, String command, boolean debug) {
    this.invocation = invocation;
    this.debug = debug;
    this.environment = Environment.load(invocation.environment(), invocation.folder());
    environment.tellSecrets(redactor);
    this.screen = new Screen(invocation, environment);
    this.logs = new LogWriter(screen.err(), redactor, level(), json(), debug, command).install();
  }

  private LogLevel level() {
    Optional<String> word = environment.get("ELOQUENT_LOG_LEVEL");
    if (word.isEmpty()) {
      return debug ? LogLevel.DEBUG : LogLevel.WARN;
    }
    return LogLevel.of(word.get())
        .orElseThrow(
            () ->
                CliException.usage(
                    "ELOQUENT_LOG_LEVEL is \""
                        + Text.oneLine(word.get())
                        + "\"; use debug, info, warn or error."));
  }

  private boolean json() {
    String format = environment.get("ELOQUENT_LOG_FORMAT").orElse("text");
    if (!format.equals("json") && !format.equals("text")) {
      throw CliException.usage(
          "ELOQUENT_LOG_FORMAT is \"" + Text.oneLine(format) + "\"; use text or json.");
    }
    return format.equals("json");
  }

  Environment environment() {
    return environment;
  }

  Redactor redactor() {
    return redactor;
  }

  /** What the outputs are connected to. */
  Screen screen() {
    return screen;
  }

  /** Whether standard error holds one JSON object a line. */
  boolean jsonLogs() {
    return json();
  }

  /** Whether what people may want to know is logged, not only failures. */
  boolean logsWarnings() {
    return logs.threshold().compareTo(LogLevel.WARN) <= 0;
  }

  /** Tells a person who reads standard error, in no format for programs. */
  void note(String text) {
    screen.err().println(redactor.clean(Text.printable(text)));
  }

  /** The working folder. */
  Path folder() {
    return invocation.folder();
  }

  /**
   * The path, relative ones below the working folder.
   *
   * @throws CliException if it cannot be one
   */
  Path resolve(String path) {
    try {
      return invocation.folder().resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw CliException.usage("\"" + Text.oneLine(path) + "\" is no path of a file.");
    }
  }

  /** The path as a person in the working folder would type it. */
  String show(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!absolute.startsWith(folder())) {
      return absolute.toString();
    }
    String relative = folder().relativize(absolute).toString();
    return relative.isEmpty() ? "." : relative.replace('\\', '/');
  }

  /** Prints a line, or several, of the result. */
  void print(String text) {
    screen.out().println(redactor.clean(Text.printable(text)));
  }

  /** Prints a document whose values are already without secrets. */
  void printDocument(String text) {
    screen.out().println(text);
  }

  /** Prints text that another program reads: no patterns are looked for, only known secrets. */
  void printExactly(String text) {
    screen.out().println(redactor.cleanValues(text));
  }

  void info(String event, String message, Map<String, Object> fields) {
    logs.write(LogLevel.INFO, event, message, withCatalog(fields), null);
  }

  void warn(String event, String message) {
    logs.write(LogLevel.WARN, event, message, withCatalog(Map.of()), null);
  }

  void error(String event, String message, @Nullable Throwable cause) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (place != null) {
      fields.put("connection", place.target().kind().id());
    }
    if (cause instanceof MigrationException failure && failure.version() != null) {
      fields.put("version", failure.version());
    }
    logs.write(LogLevel.ERROR, event, message, withCatalog(fields), cause);
  }

  /** Versions are those of one catalogue, so where there are several it must be said which. */
  private Map<String, Object> withCatalog(Map<String, Object> fields) {
    if (place == null || !place.oneOfSeveral()) {
      return fields;
    }
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.put("catalog", place.catalog());
    return all;
  }

  /** Says what errors are about from now on; null for none. */
  void workOn(@Nullable Place next) {
    place = next;
  }

  /** Whether a person can be asked. */
  boolean terminal() {
    return invocation.terminal();
  }

  /** Asks for what is not shown while it is typed; null for no answer. */
  @Nullable String askPassword(String question) {
    char[] typed = invocation.passwords().ask(question);
    return typed == null ? null : new String(typed);
  }

  /** Asks on standard error, so that results can still be redirected; only {@code yes} is yes. */
  boolean confirm(String question) {
    screen.err().print(redactor.clean(question) + " Type yes to go on: ");
    screen.err().flush();
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(invocation.in(), Charset.defaultCharset()));
      String answer = in.readLine();
      return answer != null && answer.strip().equalsIgnoreCase("yes");
    } catch (IOException e) {
      return false;
    }
  }
}
