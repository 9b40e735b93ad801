package dev.eloquent.processor.split;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.Arrays;

/**
 * A window that moves over a script of any length: line endings come as {@code \n}, a byte order
 * mark is left out, and what belongs to a statement is copied to a writer as the window leaves it.
 */
final class ScriptReader {
  /** Characters before the current one that {@link #before} can still see. */
  private static final int LOOK_BACK = 2;

  private final Reader in;
  private char[] window;
  private int at;
  private int limit;
  private boolean ended;
  private boolean begun;
  private boolean afterReturn;
  // Where the window's line feeds are, so that nobody need look for them again.
  private int[] lineFeeds = new int[64];
  private int lineFeedCount;
  private int countedLineFeeds;
  private int line = 1;
  private int lineStart;
  private int opened = -1;
  private int copyFrom = -1;
  private boolean moved;
  private Writer out = Writer.nullWriter();

  ScriptReader(Reader in, int capacity) {
    this.in = in;
    this.window = new char[Math.max(capacity, 4 * LOOK_BACK)];
  }

  /** The character that many behind the current one; -1 behind the end. */
  int peek(int ahead) throws IOException {
    while (at + ahead >= limit) {
      if (!fill()) {
        return -1;
      }
    }
    return window[at + ahead];
  }

  /** The character that many before the current one, 1 or 2; a space before the beginning. */
  char before(int back) {
    return at < back ? ' ' : window[at - back];
  }

  /** Whether the text stands there. */
  boolean at(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (peek(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Moves on by characters that were peeked at. */
  void advance(int characters) {
    at += characters;
  }

  /** Passes the rest of a word, of which it returns at most so many characters. */
  String passWord(int most) throws IOException {
    int length = 0;
    while (length < most && isWordPart(peek(length))) {
      length++;
    }
    String word = new String(window, at, length);
    at += length;
    while (isWordPart(peek(0))) {
      at++;
    }
    return word;
  }

  private static boolean isWordPart(int c) {
    return c >= 0 && Lexer.isWordPart((char) c);
  }

  /** Moves to the next of the two characters; false if there is none. */
  boolean find(char one, char other) throws IOException {
    do {
      char[] w = window;
      int end = limit;
      for (int i = at; i < end; i++) {
        char c = w[i];
        if (c == one || c == other) {
          at = i;
          return true;
        }
      }
      at = limit;
    } while (fill());
    return false;
  }

  /** Moves to the next character that has a mark; -1 if there is none. */
  int findMarked(Marks marks) throws IOException {
    do {
      at = marks.next(window, at, limit);
      if (at < limit) {
        return window[at];
      }
    } while (fill());
    return -1;
  }

  /**
   * Moves over plain text, parentheses, and quoted text that the window holds whole, up to what
   * must be looked at more closely. Nearly all of a large script is passed here, hence one loop on
   * local variables.
   *
   * @param depth how many parentheses are open
   * @return how many are open then; see {@link #opened}
   */
  int skim(Marks marks, int depth) {
    char[] w = window;
    int end = limit;
    int open = depth;
    int openedAt = -1;
    int i = marks.next(w, at, end);
    for (; i < end; i = marks.next(w, i + 1, end)) {
      byte mark = marks.of(w[i]);
      if (mark == Marks.OPEN) {
        openedAt = open == 0 ? i : openedAt;
        open++;
      } else if (mark == Marks.CLOSE) {
        open -= open > 0 ? 1 : 0;
      } else if (mark >= Marks.QUOTE) {
        int close = closing(w, i, end, mark);
        if (close < 0) {
          break;
        }
        i = close;
      } else if (mark == Marks.STOP || open == 0) {
        break;
      }
    }
    at = i;
    opened = openedAt;
    return open;
  }

  /** Where the quote at {@code from} is closed; -1 if that takes a closer look. */
  private static int closing(char[] w, int from, int end, byte mark) {
    char quote = w[from];
    if (mark == Marks.PREFIXED_QUOTE && from > 0 && (w[from - 1] | 0x20) == 'e') {
      return -1;
    }
    char escape = mark == Marks.ESCAPING_QUOTE ? '\\' : quote;
    int last = end - 1;
    for (int i = from + 1; i < last; i++) {
      char c = w[i];
      if (c == quote) {
        if (w[i + 1] != quote) {
          return i;
        }
        i++;
      } else if (c == escape) {
        i++;
      }
    }
    return -1;
  }

  /**
   * Where the last call of {@link #skim} went into parentheses from outside of any; -1 if never.
   */
  int opened() {
    return opened;
  }

  /** The line, from 1, of the current character. */
  int line() {
    return lineAt(at);
  }

  /** The column, from 1, of the current character, in UTF-16 code units. */
  int column() {
    return columnAt(at);
  }

  /** The line of a character of the window that is not before one that was asked about. */
  int lineAt(int offset) {
    while (countedLineFeeds < lineFeedCount && lineFeeds[countedLineFeeds] < offset) {
      line++;
      lineStart = lineFeeds[countedLineFeeds++] + 1;
    }
    return line;
  }

  /** The column of such a character. */
  int columnAt(int offset) {
    lineAt(offset);
    return offset - lineStart + 1;
  }

  /** From the current character on, what is passed goes to the writer. */
  void beginCopy(Writer writer) {
    out = writer;
    copyFrom = at;
    moved = false;
  }

  /** Ends the copy before the current character, and before white space that is before it. */
  void endCopy() throws IOException {
    out.write(window, copyFrom, solidEnd() - copyFrom);
    copyFrom = -1;
  }

  /** Whether the running copy holds the text; false also if part of it has left the window. */
  boolean copyLacks(String text) {
    return !moved && new String(window, copyFrom, at - copyFrom).indexOf(text) < 0;
  }

  private int solidEnd() {
    int end = at;
    while (end > copyFrom && window[end - 1] <= ' ') {
      end--;
    }
    return end;
  }

  /** Copies up to and with the next line feed, white space included; false without one. */
  boolean copyLine(Writer writer) throws IOException {
    do {
      int from = at;
      char[] w = window;
      int i = at;
      while (i < limit && w[i] != '\n') {
        i++;
      }
      boolean found = i < limit;
      at = found ? i + 1 : i;
      writer.write(w, from, at - from);
      if (found) {
        return true;
      }
    } while (fill());
    return false;
  }

  /** Reads more behind the limit; false at the end. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (limit == window.length) {
      makeRoom();
    }
    int read = in.read(window, limit, window.length - limit);
    if (read < 0) {
      ended = true;
      return false;
    }
    normalize(read);
    return true;
  }

  /** Lets go of what is passed; offsets into the window change. */
  private void makeRoom() throws IOException {
    lineAt(at);
    int keep = Math.max(0, Math.min(at, limit) - LOOK_BACK);
    if (copyFrom >= 0) {
      int solid = solidEnd();
      moved |= solid > copyFrom;
      out.write(window, copyFrom, solid - copyFrom);
      copyFrom = solid;
      keep = Math.min(keep, copyFrom);
    }
    System.arraycopy(window, keep, window, 0, limit - keep);
    at -= keep;
    limit -= keep;
    moveLineFeeds(keep);
    lineStart -= keep;
    copyFrom = copyFrom < 0 ? -1 : copyFrom - keep;
    if (limit > window.length / 2) {
      window = Arrays.copyOf(window, 2 * window.length);
    }
  }

  /** Forgets those that were counted, and moves the others. */
  private void moveLineFeeds(int by) {
    int left = 0;
    for (int i = countedLineFeeds; i < lineFeedCount; i++) {
      lineFeeds[left++] = lineFeeds[i] - by;
    }
    lineFeedCount = left;
    countedLineFeeds = 0;
  }

  /** Takes the characters that were read behind the limit. */
  private void normalize(int read) {
    int from = limit;
    int end = limit + read;
    if (!begun && read > 0) {
      begun = true;
      from += window[from] == '\uFEFF' ? 1 : 0;
    }
    char[] w = window;
    int to = limit;
    int i = from;
    if (from == to && !afterReturn) {
      // Nothing to move as long as no carriage return is met.
      for (i = nextControl(i, end); i < end && w[i] != '\r'; i = nextControl(i + 1, end)) {
        if (w[i] == '\n') {
          addLineFeed(i);
        }
      }
      to = i;
    }
    for (; i < end; i++) {
      char c = w[i];
      if (c != '\n' || !afterReturn) {
        if (c == '\n' || c == '\r') {
          addLineFeed(to);
        }
        w[to++] = c == '\r' ? '\n' : c;
      }
      afterReturn = c == '\r';
    }
    limit = to;
  }

  /** The first character from one on that may end a line; four at a time, since few do. */
  private int nextControl(int from, int end) {
    char[] w = window;
    int i = from;
    while (i < end - 3 && w[i] > '\r' && w[i + 1] > '\r' && w[i + 2] > '\r' && w[i + 3] > '\r') {
      i += 4;
    }
    while (i < end && w[i] > '\r') {
      i++;
    }
    return i;
  }

  private void addLineFeed(int offset) {
    if (lineFeedCount == lineFeeds.length) {
      lineFeeds = Arrays.copyOf(lineFeeds, 2 * lineFeeds.length);
    }
    lineFeeds[lineFeedCount++] = offset;
  }
}
