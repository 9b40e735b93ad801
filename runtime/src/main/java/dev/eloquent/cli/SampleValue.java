package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Java expression that gives a column some value from a draw. */
final class SampleValue {
  private static final Pattern SIZE = Pattern.compile("[a-z]+\\(([0-9]+)(?:,([0-9]+))?\\)");
  private static final Pattern TEXT = Pattern.compile("(var)?char\\([0-9]+\\)|text|json|string");
  private static final int SHORT = 24;

  /** The digits of a row's number. */
  private static final int NUMBER = 10;

  private final UnaryOperator<String> use;

  /**
   * Creates one.
   *
   * @param use gives what a class is called where the expressions are written
   */
  SampleValue(UnaryOperator<String> use) {
    this.use = use;
  }

  /**
   * The expression; empty for a type whose values nobody can guess.
   *
   * @param counting whether it differs from row to row, as long as the type has room
   */
  Optional<String> of(String field, Class<?> type, ColumnDescriptor column, boolean counting) {
    if (type == String.class) {
      return TEXT.matcher(column.type()).matches()
          ? Optional.of(text(field, column.type(), counting))
          : Optional.empty();
    }
    return counting ? counted(type, column.type()) : random(type, column.type());
  }

  /**
   * How many rows can differ in a value of that type, as a power of two and roughly; 0 for one that
   * nobody can guess.
   */
  static int room(Class<?> type, String column) {
    if (type.isEnum()) {
      return 2;
    }
    return switch (type.getName()) {
      case "boolean", "java.lang.Boolean" -> 1;
      case "char", "java.lang.Character" -> 5;
      case "byte", "java.lang.Byte" -> 8;
      case "short", "java.lang.Short", "java.time.LocalTime" -> 16;
      case "float", "java.lang.Float" -> 24;
      case "int", "java.lang.Integer" -> 32;
      case "java.lang.String" -> Math.min(64, 5 * length(column));
      case "java.math.BigDecimal", "java.math.BigInteger" -> Math.min(64, 3 * precision(column));
      case "long",
          "java.lang.Long",
          "double",
          "java.lang.Double",
          "[B",
          "java.util.UUID",
          "java.time.LocalDate",
          "java.time.LocalDateTime",
          "java.time.Instant",
          "java.time.Duration" ->
          64;
      default -> 0;
    };
  }

  /** A value from the row's number. */
  private Optional<String> counted(Class<?> type, String column) {
    if (type.isEnum()) {
      String values = use.apply(type.getCanonicalName()) + ".values()";
      return Optional.of(values + "[(int) (draw.index() % " + values + ".length)]");
    }
    return Optional.ofNullable(
        switch (type.getName()) {
          case "boolean", "java.lang.Boolean" -> "draw.index() % 2 == 0";
          case "byte", "java.lang.Byte" -> "(byte) draw.number()";
          case "short", "java.lang.Short" -> "(short) draw.number()";
          case "int", "java.lang.Integer" -> "(int) draw.number()";
          case "long", "java.lang.Long" -> "draw.number()";
          case "float", "java.lang.Float" -> "(float) draw.number()";
          case "double", "java.lang.Double" -> "(double) draw.number()";
          case "char", "java.lang.Character" ->
              use.apply("java.lang.Character") + ".forDigit((int) (draw.index() % 36), 36)";
          case "java.math.BigDecimal" -> of(type, ".valueOf(draw.number(), " + scale(column) + ")");
          case "java.math.BigInteger" -> of(type, ".valueOf(draw.number())");
          case "[B" -> use.apply("java.math.BigInteger") + ".valueOf(draw.number()).toByteArray()";
          case "java.time.LocalDate" -> of(type, ".of(2025, 1, 1).plusDays(draw.index())");
          case "java.time.LocalTime" -> of(type, ".MIDNIGHT.plusSeconds(draw.index())");
          case "java.time.LocalDateTime" ->
              of(type, ".of(2025, 1, 1, 0, 0).plusSeconds(draw.index())");
          case "java.time.Instant" ->
              of(type, ".parse(\"2025-01-01T00:00:00Z\").plusSeconds(draw.index())");
          case "java.time.Duration" -> of(type, ".ofSeconds(draw.number())");
          default -> random(type, column).orElse(null);
        });
  }

  private Optional<String> random(Class<?> type, String column) {
    if (type.isEnum()) {
      return Optional.of("draw.pick(" + use.apply(type.getCanonicalName()) + ".values())");
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
          case "[B" -> length(column) < 3 ? "new byte[] {1}" : "new byte[] {1, 2, 3}";
          case "java.math.BigDecimal" -> of(type, decimal(column));
          case "java.math.BigInteger" ->
              of(type, ".valueOf(draw.between(1, " + (precision(column) < 2 ? 9 : 99) + "))");
          case "java.util.UUID" ->
              ("new "
                  + use.apply(type.getName())
                  + "(draw.random().nextLong(), draw.random().nextLong())");
          case "java.time.LocalDate" -> of(type, ".of(2025, 1, 1).plusDays(draw.between(0, 364))");
          case "java.time.LocalTime" -> of(type, ".of(draw.between(0, 23), 30)");
          case "java.time.LocalDateTime" ->
              of(type, ".of(2025, 1, 1, 0, 0).plusHours(draw.between(0, 8759))");
          case "java.time.Instant" ->
              of(
                  type,
                  ".parse(\"2025-01-01T00:00:00Z\")"
                      + ".plusSeconds(3600L * draw.between(0, 8759))");
          case "java.time.Duration" -> of(type, ".ofMinutes(draw.between(1, 100))");
          default -> null;
        });
  }

  private String of(Class<?> type, String call) {
    return use.apply(type.getName()) + call;
  }

  private String decimal(String column) {
    int largest = (int) Math.pow(10, Math.min(4, precision(column))) - 1;
    return ".valueOf(draw.between(1, " + largest + "), " + scale(column) + ")";
  }

  private static int precision(String column) {
    Matcher size = SIZE.matcher(column);
    return size.matches() && size.group(2) != null ? Integer.parseInt(size.group(1)) : 19;
  }

  private static int scale(String column) {
    Matcher size = SIZE.matcher(column);
    return size.matches() && size.group(2) != null ? Integer.parseInt(size.group(2)) : 2;
  }

  /** The characters that a text has room for. */
  private static int length(String column) {
    Matcher size = SIZE.matcher(column);
    return size.matches() ? Integer.parseInt(size.group(1)) : Integer.MAX_VALUE / 5;
  }

  /** Text that differs from row to row, unless it is short and need not. */
  private String text(String field, String column, boolean counting) {
    if (column.equals("json")) {
      return counting ? "\"{\\\"number\\\": \" + draw.number() + \"}\"" : "\"{}\"";
    }
    int length = length(column);
    if (length < NUMBER) {
      return counting
          ? use.apply("java.lang.Long") + ".toString(draw.number(), 36)"
          : "\"" + "a".repeat(length) + "\"";
    }
    if (field.toLowerCase(Locale.ROOT).endsWith("email") && length >= SHORT) {
      return "\"user\" + draw.number() + \"@example.org\"";
    }
    boolean room = length > field.length() + NUMBER;
    return "\"" + (room ? field + " " : "") + "\" + draw.number()";
  }
}
