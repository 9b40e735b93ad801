package dev.eloquent.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The arguments of a runner, {@code --name=value}; each has a default. */
final class Settings {
  private final List<String> arguments;

  Settings(String[] arguments) {
    this.arguments = List.of(arguments);
    for (String argument : arguments) {
      if (!argument.startsWith("--") || argument.indexOf('=') < 0) {
        throw new IllegalArgumentException("expected --name=value, found " + argument);
      }
    }
  }

  String text(String name, String ifAbsent) {
    String prefix = "--" + name + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .findFirst()
        .orElse(ifAbsent);
  }

  List<String> list(String name, String ifAbsent) {
    return Arrays.asList(text(name, ifAbsent).split(",", -1));
  }

  List<Integer> numbers(String name, String ifAbsent) {
    return list(name, ifAbsent).stream().map(Integer::valueOf).toList();
  }
}
