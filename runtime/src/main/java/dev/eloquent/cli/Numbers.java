package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of numeric options. */
final class Numbers {
  private Numbers() {}

  static void atLeastOne(String option, @Nullable Integer value) {
    atLeast(1, option, value);
  }

  static void atLeast(int minimum, String option, @Nullable Integer value) {
    if (value != null && value < minimum) {
      throw CliException.usage(option + " " + value + ": it must be " + minimum + " or more.");
    }
  }

  /** Those of two options that were given. */
  static List<String> given(
      String one, @Nullable Object first, String other, @Nullable Object second) {
    List<String> given = new ArrayList<>();
    if (first != null) {
      given.add(one);
    }
    if (second != null) {
      given.add(other);
    }
    return given;
  }

  static void notBoth(
      String option, @Nullable Object value, String other, @Nullable Object otherValue) {
    if (value != null && otherValue != null) {
      throw CliException.usage("choose one of " + option + " and " + other + ".");
    }
  }
}
