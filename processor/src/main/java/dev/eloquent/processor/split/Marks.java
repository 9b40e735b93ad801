package dev.eloquent.processor.split;

/** What a character can mean within a statement, by its first look. */
final class Marks {
  /** Plain text. */
  static final byte NONE = 0;

  /** What must be looked at more closely. */
  static final byte STOP = 1;

  /** Opens a parenthesis. */
  static final byte OPEN = 2;

  /** Closes one. */
  static final byte CLOSE = 3;

  /** Ends the statement outside parentheses. */
  static final byte SEMICOLON = 4;

  /** Quotes text; doubled, it stands for itself. It and all behind it are quotes. */
  static final byte QUOTE = 5;

  /** The same, and a backslash escapes. */
  static final byte ESCAPING_QUOTE = 6;

  /** A quote in which a backslash escapes if {@code E} stands before it. */
  static final byte PREFIXED_QUOTE = 7;

  private final byte[] marks = new byte[128];
  private final byte others;

  /** Those within a statement that the delimiter ends. */
  Marks(SqlSyntax syntax, String delimiter) {
    marks['('] = OPEN;
    marks[')'] = CLOSE;
    marks['-'] = STOP;
    marks['/'] = STOP;
    byte string = syntax.dollarQuotes() ? PREFIXED_QUOTE : QUOTE;
    marks['\''] = syntax.backslashEscapes() ? ESCAPING_QUOTE : string;
    marks['"'] = syntax.backslashEscapes() ? ESCAPING_QUOTE : QUOTE;
    marks['`'] = syntax.backtickIdentifiers() ? QUOTE : NONE;
    marks['['] = syntax.bracketIdentifiers() ? STOP : NONE;
    marks['$'] = syntax.dollarQuotes() ? STOP : NONE;
    marks['#'] = syntax.hashComments() ? STOP : NONE;
    char first = delimiter.charAt(0);
    boolean ascii = first < marks.length;
    if (ascii) {
      marks[first] = delimiter.equals(";") ? SEMICOLON : STOP;
    }
    others = ascii ? NONE : STOP;
  }

  byte of(char c) {
    return c < 128 ? marks[c] : others;
  }

  /** The first character of a text, from one on, that has a mark; or its end. */
  int next(char[] text, int from, int end) {
    byte[] ascii = marks;
    byte other = others;
    int i = from;
    while (i < end) {
      char c = text[i];
      if ((c < ascii.length ? ascii[c] : other) != NONE) {
        break;
      }
      i++;
    }
    return i;
  }
}
