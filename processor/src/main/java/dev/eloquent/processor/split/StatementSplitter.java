package dev.eloquent.processor.split;

import dev.eloquent.format.Checksums;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements at the semicolons that stand outside quotes and comments.
 *
 * <p>Line endings are read as {@code \n} whatever the checkout made of them. A trigger or routine
 * with a {@code BEGIN … END} body is refused, since its inner semicolons do not end the statement;
 * PostgreSQL's dollar-quoted bodies are fine. Client commands such as MySQL's {@code DELIMITER} are
 * no SQL and are refused, too.
 */
public final class StatementSplitter {
  private final String text;
  private final Lexer lexer;
  private final RoutineGuard guard = new RoutineGuard();
  private final List<SplitStatement> statements = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private int start = -1;
  private int lineFeeds;
  // Whether a comment here stands on the line of the statement before, and so speaks of that one.
  private boolean sameLine;

  private StatementSplitter(String text, SqlSyntax syntax) {
    this.text = text;
    this.lexer = new Lexer(text, syntax);
  }

  /**
   * The statements in order; empty ones are left out, and the last one needs no semicolon.
   *
   * @throws SplitException if a quote or comment has no end, or a body cannot be cut
   */
  public static List<SplitStatement> split(String text, SqlSyntax syntax) throws SplitException {
    String normal = Checksums.normalizeLineEndings(text);
    String plain = normal.startsWith("\uFEFF") ? normal.substring(1) : normal;
    return new StatementSplitter(plain, syntax).split();
  }

  private List<SplitStatement> split() throws SplitException {
    int at = 0;
    while (at < text.length()) {
      at = start < 0 ? between(at) : within(at);
    }
    if (start >= 0) {
      finish(text.length());
    }
    return List.copyOf(statements);
  }

  /** Takes what stands before a statement; returns the offset behind it. */
  private int between(int at) throws SplitException {
    char c = text.charAt(at);
    if (c <= ' ') {
      lineFeeds += c == '\n' ? 1 : 0;
      sameLine &= c != '\n';
      if (lineFeeds > 1) {
        comments.clear();
      }
      return at + 1;
    }
    lineFeeds = 0;
    if (lexer.isLineComment(at)) {
      int end = lexer.lineCommentEnd(at);
      if (!sameLine) {
        comments.add(text.substring(at + (c == '#' ? 1 : 2), end).trim());
      }
      return end;
    }
    if (lexer.isBlockComment(at)) {
      comments.clear();
      return lexer.tokenEnd(at);
    }
    if (c == ';') {
      comments.clear();
      return at + 1;
    }
    start = at;
    guard.reset();
    return at;
  }

  /** Takes the next token of the statement; returns the offset behind it. */
  private int within(int at) throws SplitException {
    if (text.charAt(at) == ';') {
      finish(at);
      return at + 1;
    }
    int end = lexer.tokenEnd(at);
    if (Lexer.isWordStart(text.charAt(at))) {
      word(at, end);
    }
    return end;
  }

  private void word(int at, int end) throws SplitException {
    String word = text.substring(at, end);
    if (at == start && word.equalsIgnoreCase("DELIMITER")) {
      throw lexer.problem("DELIMITER is a command of a client program, not SQL: remove it", at);
    }
    if (guard.beginsBody(word)) {
      throw lexer.problem(
          "the body of a trigger or routine (BEGIN … END) cannot be cut into statements yet:"
              + " create it outside of the migrations",
          at);
    }
  }

  private void finish(int end) {
    String sql = text.substring(start, end).trim();
    statements.add(new SplitStatement(sql, lexer.line(start), comments));
    comments.clear();
    start = -1;
    lineFeeds = 0;
    sameLine = true;
  }
}
