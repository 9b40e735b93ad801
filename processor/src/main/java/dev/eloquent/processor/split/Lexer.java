package dev.eloquent.processor.split;

/** Finds where quoted text and comments of a script end; every method takes and gives offsets. */
final class Lexer {
  private final String text;
  private final SqlSyntax syntax;
  // Line of an offset that only grows, so that counting stays linear.
  private int countedTo;
  private int line = 1;
  private int lineStart;

  Lexer(String text, SqlSyntax syntax) {
    this.text = text;
    this.syntax = syntax;
  }

  /** Whether a line comment begins there. */
  boolean isLineComment(int at) {
    if (text.charAt(at) == '#') {
      return syntax.hashComments();
    }
    if (!text.startsWith("--", at)) {
      return false;
    }
    // MySQL, the one with # comments, takes 5--3 for arithmetic:
    // https://dev.mysql.com/doc/refman/8.4/en/ansi-diff-comments.html
    return !syntax.hashComments() || at + 2 == text.length() || text.charAt(at + 2) <= ' ';
  }

  /** The offset of the line feed that ends the line comment, or of the text's end. */
  int lineCommentEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** Whether a block comment begins there that a server ignores; MySQL executes {@code /*!}. */
  boolean isBlockComment(int at) {
    return text.startsWith("/*", at) && !isExecutable(at);
  }

  private boolean isExecutable(int at) {
    return syntax.hashComments() && (text.startsWith("!", at + 2) || text.startsWith("M!", at + 2));
  }

  /** The offset behind the token that begins there: a quoted text, comment, word or character. */
  int tokenEnd(int at) throws SplitException {
    char c = text.charAt(at);
    if (isLineComment(at)) {
      return lineCommentEnd(at);
    } else if (text.startsWith("/*", at)) {
      return blockCommentEnd(at);
    } else if (c == '\'') {
      return quotedEnd(at, at, syntax.backslashEscapes());
    } else if (c == '"') {
      return quotedEnd(at, at, syntax.backslashEscapes());
    } else if (c == '`' && syntax.backtickIdentifiers()) {
      return quotedEnd(at, at, false);
    } else if (c == '[' && syntax.bracketIdentifiers()) {
      return found(text.indexOf(']', at), 1, at, "[");
    } else if (c == '$' && syntax.dollarQuotes()) {
      return dollarEnd(at);
    } else if (isWordStart(c)) {
      return wordEnd(at);
    }
    return at + 1;
  }

  static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
  }

  private int wordEnd(int at) throws SplitException {
    int end = at + 1;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    boolean escapeString =
        syntax.dollarQuotes() && end == at + 1 && (text.charAt(at) | 0x20) == 'e';
    if (escapeString && text.startsWith("'", end)) {
      return escapeStringEnd(at, end);
    }
    return end;
  }

  /**
   * PostgreSQL's {@code E'…'}: on the next line it goes on, escapes included; see
   * https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS
   */
  private int escapeStringEnd(int at, int quote) throws SplitException {
    int end = quotedEnd(at, quote, true);
    while (true) {
      int next = end;
      boolean newLine = false;
      while (next < text.length() && text.charAt(next) <= ' ') {
        newLine |= text.charAt(next) == '\n';
        next++;
      }
      if (!newLine || !text.startsWith("'", next)) {
        return end;
      }
      end = quotedEnd(at, next, true);
    }
  }

  /** A quote inside is doubled, or, with escapes, behind a backslash. */
  private int quotedEnd(int tokenStart, int open, boolean escapes) throws SplitException {
    char quote = text.charAt(open);
    int i = open + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && escapes) {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    throw unterminated(tokenStart, String.valueOf(quote));
  }

  private int blockCommentEnd(int at) throws SplitException {
    if (!syntax.nestedComments()) {
      return found(text.indexOf("*/", at + 2), 2, at, "/*");
    }
    int depth = 1;
    int i = at + 2;
    while (depth > 0) {
      int close = text.indexOf("*/", i);
      if (close < 0) {
        throw unterminated(at, "/*");
      }
      while (i < close) {
        if (text.startsWith("/*", i)) {
          depth++;
          i += 2;
        } else {
          i++;
        }
      }
      // An opening that overlaps the close, as in "/*/", leaves the star to the opening.
      if (i == close) {
        depth--;
        i += 2;
      }
    }
    return i;
  }

  /** {@code $tag$ … $tag$}; a dollar that begins none stands for itself. */
  private int dollarEnd(int at) throws SplitException {
    int i = at + 1;
    while (i < text.length() && isWordPart(text.charAt(i)) && text.charAt(i) != '$') {
      i++;
    }
    boolean digit = at + 1 < i && Character.isDigit(text.charAt(at + 1));
    if (digit || !text.startsWith("$", i)) {
      return i;
    }
    String tag = text.substring(at, i + 1);
    return found(text.indexOf(tag, i + 1), tag.length(), at, tag);
  }

  private int found(int end, int length, int open, String what) throws SplitException {
    if (end < 0) {
      throw unterminated(open, what);
    }
    return end + length;
  }

  private SplitException unterminated(int open, String what) {
    return problem("no end of the text that " + what + " opens", open);
  }

  /** A problem at that offset. */
  SplitException problem(String message, int at) {
    int atLine = line(at);
    return new SplitException(message, atLine, at - lineStart + 1);
  }

  /** The line of the offset, which is no smaller than any asked before. */
  int line(int at) {
    for (; countedTo < at; countedTo++) {
      if (text.charAt(countedTo) == '\n') {
        line++;
        lineStart = countedTo + 1;
      }
    }
    return line;
  }
}
