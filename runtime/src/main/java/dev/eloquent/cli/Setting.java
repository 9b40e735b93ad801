package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a setting is, and why.
 *
 * @param name the word for it
 * @param value what is shown of it; null if there is none
 * @param from where it comes from: a variable and its place, an option, or the default
 * @param passedOver what was looked at and did not give it
 */
record Setting(String name, @Nullable String value, String from, List<Other> passedOver) {
  private static final String HIDDEN = "***";

  /**
   * A variable that was looked at.
   *
   * @param where its place; empty if it is not set
   * @param why it did not count: {@code not set}, {@code set to nothing}, or {@code lost}
   */
  record Other(String variable, String where, String why) {
    @Override
    public String toString() {
      return variable + (where.isEmpty() ? "" : " in " + where) + ": " + why;
    }
  }

  Setting {
    passedOver = List.copyOf(passedOver);
  }

  /** One that an option gives, or the default if it is null. */
  static Setting ofOption(String name, String option, @Nullable Object value, String otherwise) {
    return value == null
        ? new Setting(name, otherwise, "default", List.of())
        : new Setting(name, Text.oneLine(value.toString()), "option " + option, List.of());
  }

  /** One that the first of the variables gives that is set, or the default. */
  static Setting of(
      Environment environment, String name, List<String> variables, @Nullable String otherwise) {
    return find(environment, name, variables, otherwise, false);
  }

  /** The same for a value that is not shown. */
  static Setting ofSecret(Environment environment, String name, List<String> variables) {
    return find(environment, name, variables, null, true);
  }

  private static Setting find(
      Environment environment,
      String name,
      List<String> variables,
      @Nullable String otherwise,
      boolean secret) {
    List<Other> others = new ArrayList<>();
    String from = null;
    String value = otherwise;
    for (String variable : variables) {
      List<Environment.Place> places = environment.places(variable);
      if (places.isEmpty() && from == null) {
        others.add(new Other(variable, "", "not set"));
      }
      for (int i = 0; i < places.size(); i++) {
        Environment.Place place = places.get(i);
        boolean counts = i == 0;
        if (counts && place.value().isEmpty()) {
          others.add(new Other(variable, place.where(), "set to nothing"));
        } else if (counts && from == null) {
          from = variable + ", " + place.where();
          value = secret ? HIDDEN : Text.oneLine(place.value());
        } else {
          others.add(new Other(variable, place.where(), "lost"));
        }
      }
    }
    return new Setting(name, value, from == null ? "default" : from, others);
  }
}
