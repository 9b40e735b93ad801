package dev.eloquent.processor.split;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random statements made of everything that could mislead a splitter. */
public final class HostileSql {
  private static final List<String> PIECES =
      List.of(
          "'",
          "''",
          "\"",
          "`",
          "[",
          "]",
          ";",
          ";;",
          "--",
          "-- x",
          "#",
          "/*",
          "*/",
          "/*/",
          "\\",
          "\\'",
          "$",
          "$$",
          "$a$",
          "{",
          "}",
          "\n",
          "\n\n",
          " ",
          "é",
          "😀",
          "BEGIN",
          "END;",
          "x",
          "1",
          "-- reverse of 7\n",
          "E'");

  private HostileSql() {}

  /** Text for the inside of quotes and comments. */
  public static Arbitrary<String> text() {
    return Arbitraries.of(PIECES).list().ofMaxSize(6).map(l -> String.join("", l));
  }

  /** One statement, trimmed, without closing semicolon. */
  public static Arbitrary<String> statement(Syntaxes dialect) {
    Arbitrary<String> first = Arbitraries.of("SELECT", "INSERT", "ALTER", "x", "é");
    Arbitrary<String> last = Arbitraries.oneOf(word(), Arbitraries.oneOf(quoted(dialect)));
    return Combinators.combine(first, token(dialect).list().ofMaxSize(6), last)
        .as((f, middle, l) -> f + " " + String.join(" ", middle) + " " + l);
  }

  private static Arbitrary<String> word() {
    return Arbitraries.of(
        "a", "t1", "e", "NULL", "42", "()", "(1;(2))", "=", "-", "/", "*", "BEGIN");
  }

  private static Arbitrary<String> token(Syntaxes dialect) {
    List<Arbitrary<String>> tokens = new ArrayList<>(quoted(dialect));
    tokens.add(word());
    tokens.add(text().map(t -> "/* " + t.replace("*/", "").replace("/*", "") + " */"));
    tokens.add(text().map(t -> "-- " + t.replace("\n", "") + "\n"));
    switch (dialect) {
      case POSTGRESQL ->
          tokens.add(Arbitraries.of("/* a /* b ; ' */ c ; */", "/*/* */*/", "a$b$c", "$1"));
      case MYSQL -> {
        tokens.add(text().map(t -> "#" + t.replace("\n", "") + "\n"));
        tokens.add(Arbitraries.just("5--3"));
      }
      case SQLITE -> tokens.add(Arbitraries.just("5 # 3"));
    }
    return Arbitraries.oneOf(tokens);
  }

  private static List<Arbitrary<String>> quoted(Syntaxes dialect) {
    List<Arbitrary<String>> quoted = new ArrayList<>();
    boolean escapes = dialect == Syntaxes.MYSQL;
    quoted.add(text().map(t -> quote(escapes ? t.replace("\\", "\\\\") : t, "'")));
    quoted.add(text().map(t -> quote(escapes ? t.replace("\\", "\\\\") : t, "\"")));
    switch (dialect) {
      case POSTGRESQL -> {
        // The comma keeps the next string from going on with the escapes of this one.
        quoted.add(text().map(t -> "E" + quote(t.replace("\\", "\\\\"), "'") + ","));
        quoted.add(text().map(t -> "e'" + t.replaceAll("['\\\\]", "\\\\$0") + "',"));
        quoted.add(text().map(t -> "$q$" + t + "$q$"));
        quoted.add(text().map(t -> "$$" + t.replace("$", "") + "$$"));
      }
      case MYSQL -> {
        quoted.add(text().map(t -> quote(t, "`")));
        quoted.add(text().map(t -> "'" + t.replaceAll("['\\\\]", "\\\\$0") + "'"));
      }
      case SQLITE -> {
        quoted.add(text().map(t -> quote(t, "`")));
        quoted.add(text().map(t -> "[" + t.replace("]", "") + "]"));
      }
    }
    return quoted;
  }

  private static String quote(String text, String quote) {
    return quote + text.replace(quote, quote + quote) + quote;
  }
}
