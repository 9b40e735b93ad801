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
  // What was counted, so that each character is looked at once for its line.
  private int counted;
  private int line = 1;
  private int lineStart;
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

  /** Moves to the next character whose entry is true; the entry 0 is for all but ASCII. */
  int findAny(boolean[] marked) throws IOException {
    do {
      char[] w = window;
      int end = limit;
      for (int i = at; i < end; i++) {
        char c = w[i];
        if (marked[c < 128 ? c : 0]) {
          at = i;
          return c;
        }
      }
      at = limit;
    } while (fill());
    return -1;
  }

  /** The line, from 1, of the current character. */
  int line() {
    count();
    return line;
  }

  /** The column, from 1, of the current character, in UTF-16 code units. */
  int column() {
    count();
    return at - lineStart + 1;
  }

  private void count() {
    char[] w = window;
    for (int i = counted; i < at; i++) {
      if (w[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    counted = Math.max(counted, at);
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
    count();
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
    counted -= keep;
    lineStart -= keep;
    copyFrom = copyFrom < 0 ? -1 : copyFrom - keep;
    if (limit > window.length / 2) {
      window = Arrays.copyOf(window, 2 * window.length);
    }
  }

  /** Takes the characters that were read behind the limit. */
  private void normalize(int read) {
    int from = limit;
    int end = limit + read;
    if (!begun && read > 0) {
      begun = true;
      from += window[from] == '\uFEFF' ? 1 : 0;
    }
    if (from == limit && !afterReturn && !holdsReturn(from, end)) {
      limit = end;
      return;
    }
    for (int i = from; i < end; i++) {
      char c = window[i];
      if (c != '\n' || !afterReturn) {
        window[limit++] = c == '\r' ? '\n' : c;
      }
      afterReturn = c == '\r';
    }
  }

  private boolean holdsReturn(int from, int end) {
    char[] w = window;
    for (int i = from; i < end; i++) {
      if (w[i] == '\r') {
        return true;
      }
    }
    return false;
  }
}
