package dev.eloquent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The variables that a command sees: the process environment over the {@code .env} file. */
final class Environment {
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(PASSW(OR)?D|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|PRIVATE_KEY).*|.*TOKEN(_.*)?|.+_PWD",
          Pattern.CASE_INSENSITIVE);
  private final Map<String, String> process;
  private final List<DotEnv.Entry> file;
  private final Map<String, String> variables = new HashMap<>();

  private Environment(Map<String, String> process, List<DotEnv.Entry> file) {
    this.process = process;
    this.file = file;
    file.forEach(entry -> variables.put(entry.name(), entry.value()));
    variables.putAll(process);
  }

  /** A value of a variable, and where it stands. */
  record Place(String where, String value) {}

  /**
   * Reads {@code .env} in the folder, if there is one.
   *
   * @throws CliException if it cannot be read
   */
  static Environment load(Map<String, String> process, Path folder) {
    List<DotEnv.Entry> entries = List.of();
    Path file = folder.resolve(".env");
    if (Files.isRegularFile(file)) {
      try {
        entries = DotEnv.entries(Files.readString(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw CliException.usage(
            file
                + " cannot be read ("
                + e.getClass().getSimpleName()
                + "). It must be UTF-8 text.");
      }
    }
    return new Environment(process, entries);
  }

  /** Every place that gives the variable a value, the one that counts first. */
  List<Place> places(String name) {
    List<Place> places = new ArrayList<>();
    for (DotEnv.Entry entry : file) {
      if (entry.name().equals(name)) {
        places.add(0, new Place(".env line " + entry.line(), entry.value()));
      }
    }
    String value = process.get(name);
    if (value != null) {
      places.add(0, new Place("environment", value));
    }
    return places;
  }

  /** The variable's value; empty if it is unset or set to nothing. */
  Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** Whether {@code APP_ENV} says production; unset means development. */
  boolean production() {
    String name = get("APP_ENV").orElse("").strip().toLowerCase(Locale.ROOT);
    return name.equals("production") || name.equals("prod");
  }

  /** Hands over every value that must not be shown. */
  void tellSecrets(Redactor redactor) {
    file.forEach(entry -> tellSecret(redactor, entry.name(), entry.value()));
    process.forEach((name, value) -> tellSecret(redactor, name, value));
  }

  private static void tellSecret(Redactor redactor, String name, String value) {
    if (SECRET.matcher(name).matches()) {
      redactor.add(value);
    }
    if (value.contains("://") || value.startsWith("jdbc:")) {
      redactor.addUrl(value);
    }
  }
}
