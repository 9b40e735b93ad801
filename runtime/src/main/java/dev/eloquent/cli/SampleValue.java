package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java expression that gives a column some value from a draw. */
final class SampleValue {
  private static final Pattern SIZE = Pattern.compile("[a-z]+\\(([0-9]+)(?:,([0-9]+))?\\)");
  private static final int SHORT = 24;

  /** What differs from row to row. */
  private static final Map<String, String> UNIQUE =
      Map.of(
          "int", "(int) draw.number()",
          "java.lang.Integer", "(int) draw.number()",
          "long", "draw.number()",
          "java.lang.Long", "draw.number()");

  private final Set<String> imports = new TreeSet<>();

  /** The classes that the expressions need. */
  Set<String> imports() {
    return imports;
  }

  /**
   * The expression; empty for a type whose values nobody can guess.
   *
   * @param unique whether it differs from row to row, where the type has room for that
   */
  Optional<String> of(String field, Class<?> type, ColumnDescriptor column, boolean unique) {
    String number = unique ? UNIQUE.get(type.getName()) : null;
    if (number != null) {
      return Optional.of(number);
    }
    if (type.isEnum()) {
      imports.add(type.getCanonicalName());
      return Optional.of("draw.pick(" + type.getSimpleName() + ".values())");
    }
    if (type == String.class) {
      return Optional.of(text(field, column.type()));
    }
    return Optional.ofNullable(
        switch (type.getName()) {
          case "boolean", "java.lang.Boolean" -> "draw.chance(50)";
          case "byte", "java.lang.Byte" -> "(byte) draw.between(1, 5)";
          case "short", "java.lang.Short" -> "(short) draw.between(1, 5)";
          case "int", "java.lang.Integer", "long" -> "draw.between(1, 100)";
          case "java.lang.Long" -> "(long) draw.between(1, 100)";
          case "float", "java.lang.Float" -> "draw.between(1, 100) / 10f";
          case "double", "java.lang.Double" -> "draw.between(1, 100) / 10.0";
          case "char", "java.lang.Character" -> "draw.pick('a', 'b', 'c')";
          case "[B" -> "new byte[] {1, 2, 3}";
          case "java.math.BigDecimal" -> imported(type, decimal(column.type()));
          case "java.math.BigInteger" -> imported(type, "BigInteger.valueOf(draw.between(1, 100))");
          case "java.util.UUID" ->
              imported(type, "new UUID(draw.random().nextLong(), draw.random().nextLong())");
          case "java.time.LocalDate" ->
              imported(type, "LocalDate.of(2025, 1, 1).plusDays(draw.between(0, 364))");
          case "java.time.LocalTime" -> imported(type, "LocalTime.of(draw.between(0, 23), 30)");
          case "java.time.LocalDateTime" ->
              imported(type, "LocalDateTime.of(2025, 1, 1, 0, 0).plusHours(draw.between(0, 8759))");
          case "java.time.Instant" ->
              imported(
                  type,
                  "Instant.parse(\"2025-01-01T00:00:00Z\")"
                      + ".plusSeconds(3600L * draw.between(0, 8759))");
          case "java.time.Duration" -> imported(type, "Duration.ofMinutes(draw.between(1, 100))");
          default -> null;
        });
  }

  private String imported(Class<?> type, String expression) {
    imports.add(type.getName());
    return expression;
  }

  private static String decimal(String type) {
    Matcher size = SIZE.matcher(type);
    boolean known = size.matches() && size.group(2) != null;
    int precision = known ? Integer.parseInt(size.group(1)) : 19;
    int scale = known ? Integer.parseInt(size.group(2)) : 2;
    int largest = (int) Math.pow(10, Math.min(4, precision)) - 1;
    return "BigDecimal.valueOf(draw.between(1, " + largest + "), " + scale + ")";
  }

  /** Text that differs from row to row, where there is room for that. */
  private static String text(String field, String type) {
    if (type.equals("json")) {
      return "\"{}\"";
    }
    Matcher size = SIZE.matcher(type);
    int length = size.matches() ? Integer.parseInt(size.group(1)) : Integer.MAX_VALUE;
    if (length < 10) {
      return "\"" + "a".repeat(length) + "\"";
    }
    if (field.toLowerCase(Locale.ROOT).endsWith("email") && length >= SHORT) {
      return "\"user\" + draw.number() + \"@example.org\"";
    }
    boolean room = length >= field.length() + 11;
    return "\"" + (room ? field + " " : "") + "\" + draw.number()";
  }
}
