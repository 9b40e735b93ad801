package dev.eloquent.cli;

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

  static void notBoth(
      String option, @Nullable Object value, String other, @Nullable Object otherValue) {
    if (value != null && otherValue != null) {
      throw CliException.usage("choose one of " + option + " and " + other + ".");
    }
  }
}
