package dev.eloquent.cli;

import java.util.List;

/** Small helpers for what people read. */
final class Text {
  private static final int LONGEST_ARGUMENT = 200;

  private Text() {}

  /** The text with control characters, line feeds and tabs excepted, made visible. */
  static String printable(String text) {
    int first = firstControl(text, true);
    if (first < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) && c != '\n' && c != '\t') {
        clean.append(String.format("\\u%04x", (int) c));
      } else {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /** Where the first control character is, -1 if there is none, as in nearly all texts. */
  private static int firstControl(String text, boolean linesAllowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) && !(linesAllowed && (c == '\n' || c == '\t'))) {
        return i;
      }
    }
    return -1;
  }

  /** What commands a terminal, ends a line, or turns the direction of what follows. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c == '\u061C'
        || c == '\u200E'
        || c == '\u200F'
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\uFEFF';
  }

  /** The text on one line, cut if it is long: what an error may repeat of an argument. */
  static String oneLine(String text) {
    String line =
        firstControl(text, false) < 0
            ? text
            : printable(text.replace("\n", "\\n").replace("\t", "\\t"));
    if (line.length() <= LONGEST_ARGUMENT) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_ARGUMENT - 1)) ? 1 : 0;
    return line.substring(0, LONGEST_ARGUMENT - end) + " …";
  }

  /** A statement as a script has it: SQL ends with a semicolon, a command of MongoDB's has none. */
  static String statement(String text) {
    return text.endsWith(";") || text.startsWith("{") ? text : text + ";";
  }

  /** {@code 1 version}, {@code 2 versions}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The rows as columns of equal width on a screen, without trailing blanks. */
  static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Width.of(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      int blanks = 0;
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        if (!cell.isEmpty()) {
          text.append(" ".repeat(blanks)).append(cell);
          blanks = 0;
        }
        blanks += widths[i] + 2 - Width.of(cell);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
