package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks up the variables of one connection: of the test family or not, those of the role before the
 * plain ones.
 */
final class Variables {
  private final Environment environment;
  private final String family;
  private final String role;

  /**
   * @throws CliException if {@code ELOQUENT_DB_ROLE} names no role
   */
  Variables(Environment environment, Kind kind, boolean test) {
    this(environment, kind, test, role(environment));
  }

  /** Those of a role, whichever one the command is in. */
  Variables(Environment environment, Kind kind, boolean test, String role) {
    this.environment = environment;
    this.family = kind.variables() + (test ? "_TEST" : "");
    this.role = role;
  }

  /** The role that picks the variables: {@code runtime}, the default, or {@code migration}. */
  static String role(Environment environment) {
    String role = environment.get("ELOQUENT_DB_ROLE").orElse("runtime");
    if (!role.equals("runtime") && !role.equals("migration")) {
      throw CliException.usage(
          "ELOQUENT_DB_ROLE is \"" + Text.oneLine(role) + "\"; use runtime or migration.");
    }
    return role;
  }

  /** The first of the variables that is set; several keys are synonyms. */
  Optional<String> get(String... keys) {
    for (String name : names(keys)) {
      Optional<String> value = environment.get(name);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** A variable that is set and holds who migrates, or that one's password. */
  Optional<String> migrationCredential() {
    return Stream.of("USER", "PASSWORD")
        .map(key -> family + "_MIGRATION_" + key)
        .filter(name -> environment.get(name).isPresent())
        .findFirst();
  }

  /** The name of the variable that {@link #get} takes, else the plain one. */
  String taken(String key) {
    return names(key).stream()
        .filter(name -> environment.get(name).isPresent())
        .findFirst()
        .orElse(name(key));
  }

  /** The plain name of a variable, for messages. */
  String name(String key) {
    return family + "_" + key;
  }

  /** The variables that are looked at, in this order. */
  List<String> names(String... keys) {
    List<String> names = new ArrayList<>();
    for (String key : keys) {
      names.add(family + "_" + role.toUpperCase(java.util.Locale.ROOT) + "_" + key);
    }
    for (String key : keys) {
      names.add(name(key));
    }
    return names;
  }
}
