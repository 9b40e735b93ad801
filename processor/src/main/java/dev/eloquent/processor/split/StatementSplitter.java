package dev.eloquent.processor.split;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a script into statements, as Flyway's parser for the database does; what that one gets wrong
 * and this one does not is listed in {@code docs/hand-written-sql.md}.
 *
 * <p>Line endings are read as {@code \n} whatever the checkout made of them. A script of any length
 * takes little memory: only a window of it is held.
 */
final class StatementSplitter implements StatementSource {
  private static final int WINDOW = 64 * 1024;
  private static final int MAX_WORD = 64;

  private final ScriptReader reader;
  private final SqlSyntax syntax;
  private final Lexer lexer;
  private final StatementShape shape;
  private final List<String> comments = new ArrayList<>();
  // What to stop at within a statement: what may be quoted or nest, and each token if it matters.
  private Marks marks;
  private String delimiter = ";";
  // With a delimiter of its own a body needs no understanding.
  private boolean semicolon = true;
  private int lineFeeds;
  // Whether a comment here stands on the line of the statement before, and so speaks of that one.
  private boolean sameLine;
  private int line;
  private int column;
  private int parentheses;
  private int openLine;
  private int openColumn;
  private boolean wasOpen;
  private boolean watching;

  /**
   * Creates one for the script; the caller closes the reader.
   *
   * @param length how many characters there are at most
   */
  StatementSplitter(Reader script, SqlSyntax syntax, long length) {
    this(script, syntax, (int) Math.min(2 * length + 16, WINDOW));
  }

  private StatementSplitter(Reader script, SqlSyntax syntax, int window) {
    this.reader = new ScriptReader(script, window);
    this.syntax = syntax;
    this.lexer = new Lexer(reader, syntax);
    this.shape = syntax.client().shape();
    this.marks = new Marks(syntax, delimiter);
  }

  /**
   * Writes the next statement, trimmed, without the comments before it and its delimiter.
   *
   * <p>PostgreSQL's {@code COPY … FROM stdin} is written as its own client reads it: a semicolon, a
   * line feed, the rows, and {@code \.}, which ends no other statement.
   *
   * @return null if there is no further one
   * @throws SplitException if the script cannot be cut
   */
  @Override
  public @Nullable StatementHead next(Writer sql) throws IOException, SplitException {
    do {
      if (reader.peek(0) < 0) {
        return null;
      }
    } while (between());
    begin(sql);
    pass();
    boolean copy = shape.isCopy();
    if (copy && !reader.copyLacks(";\n")) {
      throw new SplitException(
          "this COPY cannot be told from its rows: write it without a semicolon at the end of a"
              + " line in its names or comments",
          line,
          column);
    }
    reader.endCopy();
    List<String> spoken = comments.isEmpty() ? List.of() : comments;
    StatementHead head = new StatementHead(line, column, spoken, shape.isTransactional(), copy);
    comments.clear();
    lineFeeds = 0;
    sameLine = true;
    if (reader.peek(0) >= 0) {
      reader.advance(delimiter.length());
      if (copy) {
        rows(sql);
      }
    } else if (copy) {
      throw noRows();
    }
    return head;
  }

  private void begin(Writer sql) throws IOException {
    line = reader.line();
    column = reader.column();
    reader.beginCopy(sql);
    shape.reset();
    parentheses = 0;
    wasOpen = false;
    // Scripts are large where they insert rows, and of that nothing need be understood.
    watching = semicolon && !reader.at("INSERT");
  }

  /** Passes what stands before a statement; false if one begins here. */
  private boolean between() throws IOException, SplitException {
    int c = reader.peek(0);
    if (c <= ' ') {
      lineFeeds += c == '\n' ? 1 : 0;
      sameLine &= c != '\n';
      if (lineFeeds > 1) {
        comments.clear();
      }
      reader.advance(1);
      return true;
    }
    lineFeeds = 0;
    if (semicolon ? c == ';' : reader.at(delimiter)) {
      comments.clear();
      reader.advance(delimiter.length());
    } else if (lexer.isLineComment()) {
      comment(c);
    } else if (lexer.isBlockComment()) {
      comments.clear();
      lexer.passQuoted(c);
    } else {
      return isCommand(c);
    }
    return true;
  }

  private void comment(int c) throws IOException, SplitException {
    reader.advance(c == '#' ? 1 : 2);
    StringBuilder text = new StringBuilder();
    for (int i = reader.peek(0); i >= 0 && i != '\n'; i = reader.peek(0)) {
      text.append((char) i);
      reader.advance(1);
    }
    if (!sameLine) {
      comments.add(text.toString().trim());
    }
  }

  /** Passes the one command of a client program that is understood; true if it was there. */
  private boolean isCommand(int c) throws IOException, SplitException {
    String client =
        switch (syntax.client()) {
          case PSQL -> c == '\\' ? "psql" : "";
          case MYSQL -> c == '\\' ? "mysql" : "";
          case SQLITE -> c == '.' ? "sqlite3" : "";
        };
    if (!client.isEmpty()) {
      throw lexer.problem(
          "this is a command of the client program " + client + ", not SQL: remove it");
    }
    String word = "DELIMITER";
    if (syntax.client() != SqlSyntax.Client.MYSQL || (c | 0x20) != 'd') {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((reader.peek(i) & ~0x20) != word.charAt(i)) {
        return false;
      }
    }
    if (reader.peek(word.length()) > ' ') {
      return false;
    }
    changeDelimiter(word.length());
    return true;
  }

  private void changeDelimiter(int command) throws IOException, SplitException {
    comments.clear();
    int i = command;
    while (reader.peek(i) >= 0 && reader.peek(i) <= ' ' && reader.peek(i) != '\n') {
      i++;
    }
    StringBuilder text = new StringBuilder();
    for (; reader.peek(i) > ' '; i++) {
      text.append((char) reader.peek(i));
    }
    if (text.isEmpty()) {
      throw lexer.problem("DELIMITER names no delimiter: write one behind it, as in DELIMITER //");
    }
    reader.advance(i);
    lexer.passLineComment();
    delimiter = text.toString();
    semicolon = delimiter.equals(";");
    marks = new Marks(syntax, delimiter);
  }

  /** Passes a statement up to its delimiter. */
  private void pass() throws IOException, SplitException {
    while (true) {
      int c = watching ? nextToken() : nextMark();
      if (c < 0) {
        checkClosed();
        return;
      }
      if (c == ';' && semicolon) {
        if (parentheses == 0 && !shape.isOpen()) {
          return;
        }
        token(";");
        reader.advance(1);
      } else if (!semicolon && reader.at(delimiter)) {
        return;
      } else if (c == '(' || c == ')') {
        parenthesis(c);
      } else {
        other(c);
      }
    }
  }

  /** Moves to the next character that is no white space. */
  private int nextToken() throws IOException {
    int c = reader.peek(0);
    while (c >= 0 && c <= ' ') {
      reader.advance(1);
      c = reader.peek(0);
    }
    return c;
  }

  /** Moves to the next character that may end, quote or nest something. */
  private int nextMark() throws IOException {
    if (!lexer.isContinued()) {
      parentheses = reader.skim(marks, parentheses);
      if (reader.opened() >= 0 && !wasOpen) {
        openLine = reader.lineAt(reader.opened());
        openColumn = reader.columnAt(reader.opened());
      }
    }
    return reader.findMarked(marks);
  }

  private void parenthesis(int c) throws IOException {
    if (c == '(') {
      if (parentheses == 0) {
        token("(");
        if (!wasOpen) {
          openLine = reader.line();
          openColumn = reader.column();
        }
      }
      parentheses++;
    } else if (parentheses > 0 && --parentheses == 0) {
      token(")");
    }
    reader.advance(1);
  }

  private void other(int c) throws IOException, SplitException {
    if (watching && (Lexer.isWordStart(c) || (c >= '0' && c <= '9'))) {
      word();
      return;
    }
    boolean comment = (c == '-' && lexer.isLineComment()) || c == '#' || lexer.isBlockComment();
    if (!lexer.passQuoted(c)) {
      reader.advance(1);
    }
    if (!comment && watching) {
      token(String.valueOf((char) c));
    }
  }

  private void word() throws IOException {
    char before = reader.before(1);
    // PostgreSQL's prefix of a string and MySQL's $ in a name are words; more is no keyword.
    String word = reader.passWord(MAX_WORD).toUpperCase(Locale.ROOT);
    token(before == '.' || before == '@' ? before + word : word);
    if (shape.isOpen() && !wasOpen) {
      wasOpen = true;
      openLine = reader.line();
      openColumn = reader.column() - word.length();
    }
  }

  private void token(String token) {
    if (watching && parentheses == 0) {
      shape.token(token);
      watching = shape.isWatching();
    }
  }

  private void checkClosed() throws SplitException {
    if (!semicolon) {
      throw new SplitException(
          "no delimiter " + delimiter + " ends this statement: DELIMITER changed it", line, column);
    }
    if (shape.isOpen()) {
      throw new SplitException("no END of the block that begins here", openLine, openColumn);
    }
    if (parentheses > 0) {
      throw new SplitException("no end of the text that ( opens", openLine, openColumn);
    }
  }

  /** Copies the rows of a {@code COPY}, from the next line up to {@code \.} */
  private void rows(Writer sql) throws IOException, SplitException {
    for (int c = reader.peek(0); c != '\n'; c = reader.peek(0)) {
      if (c < 0) {
        throw noRows();
      }
      if (c > ' ') {
        throw lexer.problem("the rows of a COPY begin on the line behind it, not here");
      }
      reader.advance(1);
    }
    reader.advance(1);
    sql.write(";\n");
    while (reader.peek(0) != '\\' || reader.peek(1) != '.' || isMore(reader.peek(2))) {
      if (!reader.copyLine(sql)) {
        throw noRows();
      }
    }
    reader.advance(2);
    sql.write("\\.");
  }

  private static boolean isMore(int c) {
    return c >= 0 && c != '\n';
  }

  private SplitException noRows() {
    return new SplitException("no line \\. ends the rows of this COPY", line, column);
  }
}
