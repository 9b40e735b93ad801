package dev.eloquent.processor.split;

import java.io.IOException;

/** Passes quoted text and comments of a script, each from its first character. */
final class Lexer {
  private final ScriptReader reader;
  private final SqlSyntax syntax;
  private int openLine;
  private int openColumn;
  // PostgreSQL continues an E'…' on the next line, escapes included.
  private boolean afterEscapeString;

  Lexer(ScriptReader reader, SqlSyntax syntax) {
    this.reader = reader;
    this.syntax = syntax;
  }

  /** Whether the next text in quotes goes on with the one before, escapes included. */
  boolean isContinued() {
    return afterEscapeString;
  }

  /** Whether a line comment begins there. */
  boolean isLineComment() throws IOException {
    int c = reader.peek(0);
    if (c == '#') {
      return syntax.hashComments();
    }
    if (c != '-' || reader.peek(1) != '-') {
      return false;
    }
    // MySQL, the one with # comments, takes 5--3 for arithmetic:
    // https://dev.mysql.com/doc/refman/8.4/en/ansi-diff-comments.html
    return !syntax.hashComments() || reader.peek(2) <= ' ';
  }

  /** Moves to the line feed that ends the line comment, or to the end. */
  void passLineComment() throws IOException {
    reader.find('\n', '\n');
  }

  /** Whether a block comment begins there that a server ignores; MySQL executes {@code /*!}. */
  boolean isBlockComment() throws IOException {
    return reader.peek(0) == '/' && reader.peek(1) == '*' && !isExecutable();
  }

  private boolean isExecutable() throws IOException {
    int c = reader.peek(2);
    return syntax.hashComments() && (c == '!' || (c == 'M' && reader.peek(3) == '!'));
  }

  /**
   * Passes the quoted text or comment that begins there; false if none does. The first character
   * decides, so that the caller need ask for few of them only.
   */
  boolean passQuoted(int c) throws IOException, SplitException {
    boolean continued = afterEscapeString && c == '\'';
    afterEscapeString &= c == '-';
    switch (c) {
      case '\'' -> passString(continued);
      case '"' -> passDelimited('"', syntax.backslashEscapes());
      case '`' -> {
        if (!syntax.backtickIdentifiers()) {
          return false;
        }
        passDelimited('`', false);
      }
      case '[' -> {
        if (!syntax.bracketIdentifiers()) {
          return false;
        }
        passBracket();
      }
      case '$' -> {
        return syntax.dollarQuotes() && passDollar();
      }
      case '/' -> {
        if (reader.peek(1) != '*') {
          return false;
        }
        passBlockComment();
      }
      default -> {
        if (!isLineComment()) {
          return false;
        }
        passLineComment();
      }
    }
    return true;
  }

  /**
   * {@code '…'}; with PostgreSQL's prefix {@code E}, and where such a one goes on behind a line
   * feed, a backslash escapes: https://www.postgresql.org/docs/current/sql-syntax-lexical.html
   */
  private void passString(boolean continued) throws IOException, SplitException {
    boolean escape =
        continued
            || (syntax.dollarQuotes()
                && (reader.before(1) | 0x20) == 'e'
                && !isWordPart(reader.before(2)));
    passDelimited('\'', escape || syntax.backslashEscapes());
    afterEscapeString = escape && continues();
  }

  /** Whether only white space with a line feed, and line comments, stand before the next quote. */
  private boolean continues() throws IOException {
    boolean newLine = false;
    boolean comment = false;
    int i = 0;
    for (int c = reader.peek(0); c >= 0; c = reader.peek(++i)) {
      if (c == '\n') {
        newLine = true;
        comment = false;
      } else if (c > ' ' && !comment) {
        comment = c == '-' && reader.peek(i + 1) == '-';
        if (!comment) {
          return newLine && c == '\'';
        }
      }
    }
    return false;
  }

  /** A quote inside is doubled, or, with escapes, behind a backslash. */
  private void passDelimited(char quote, boolean escapes) throws IOException, SplitException {
    open();
    reader.advance(1);
    while (reader.find(quote, escapes ? '\\' : quote)) {
      boolean closes = reader.peek(0) == quote;
      reader.advance(1);
      if (!closes) {
        if (reader.peek(0) >= 0) {
          reader.advance(1);
        }
      } else if (reader.peek(0) == quote) {
        reader.advance(1);
      } else {
        return;
      }
    }
    throw unterminated(String.valueOf(quote));
  }

  private void passBracket() throws IOException, SplitException {
    open();
    if (!reader.find(']', ']')) {
      throw unterminated("[");
    }
    reader.advance(1);
  }

  private void passBlockComment() throws IOException, SplitException {
    open();
    reader.advance(2);
    for (int depth = 1; depth > 0; ) {
      if (!reader.find('*', syntax.nestedComments() ? '/' : '*')) {
        throw unterminated("/*");
      }
      boolean star = reader.peek(0) == '*';
      if (reader.peek(1) == (star ? '/' : '*')) {
        depth += star ? -1 : 1;
        reader.advance(1);
      }
      reader.advance(1);
    }
  }

  /** {@code $tag$ … $tag$}; a dollar that begins none stands for itself. */
  private boolean passDollar() throws IOException, SplitException {
    StringBuilder tag = new StringBuilder("$");
    for (int c = reader.peek(1); c != '$'; c = reader.peek(tag.length())) {
      boolean digit = c >= '0' && c <= '9';
      if (c < 0 || !isWordPart((char) c) || (digit && tag.length() == 1)) {
        return false;
      }
      tag.append((char) c);
    }
    if (isWordPart(reader.before(1))) {
      return false;
    }
    open();
    String quote = tag.append('$').toString();
    reader.advance(quote.length());
    while (reader.find('$', '$')) {
      if (reader.at(quote)) {
        reader.advance(quote.length());
        return true;
      }
      reader.advance(1);
    }
    throw unterminated(quote);
  }

  static boolean isWordStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isWordPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
  }

  private void open() {
    openLine = reader.line();
    openColumn = reader.column();
  }

  private SplitException unterminated(String what) {
    return new SplitException("no end of the text that " + what + " opens", openLine, openColumn);
  }

  /** A problem at the current character. */
  SplitException problem(String message) {
    return new SplitException(message, reader.line(), reader.column());
  }
}
