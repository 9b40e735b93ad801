package dev.eloquent.format;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The split statements of a script that is too large for constants, one after the other, so that
 * neither who writes nor who reads them need hold more than one.
 *
 * <p>UTF-8 text: a line {@code statements 2 reversible|irreversible DOWNS listed|streamed UPS
 * listed|streamed}, and for each statement a line {@code down OF BYTES} or {@code up BYTES}, the
 * statement, and a line feed; then a line {@code end}. The reverse comes first: of a data script it
 * is short.
 */
public final class StatementsFile implements AutoCloseable {
  /**
   * Stands between the statements that share a constant of a generated class: a form feed, which no
   * statement there holds.
   */
  public static final char SEPARATOR = '\f';

  private static final String END = "end";
  private static final int LONGEST_LINE = 200;

  /**
   * What the file begins with.
   *
   * @param reversible false if the version has no reverse
   * @param downs the reverse
   * @param ups the forward statements
   */
  public record Head(boolean reversible, Part downs, Part ups) {
    /** The line, with its line feed. */
    public String render() {
      return "statements 2 "
          + (reversible ? "reversible " : "irreversible ")
          + downs.render()
          + " "
          + ups.render()
          + "\n";
    }

    private int count() {
      return downs.count() + ups.count();
    }
  }

  /**
   * One direction.
   *
   * @param count how many statements
   * @param streamed whether they are so many bytes that they are never held together
   */
  public record Part(int count, boolean streamed) {
    private String render() {
      return count + (streamed ? " streamed" : " listed");
    }
  }

  /**
   * A statement.
   *
   * @param down whether it belongs to the reverse
   * @param of the number, from 1, of the forward statement that it reverses; 0 if it belongs to the
   *     script as a whole
   */
  public record Entry(boolean down, int of, String sql) {}

  private final DataInputStream in;
  private final Head head;
  private int read;
  private boolean down;
  private int of;

  /**
   * Begins to read; closing it closes the stream.
   *
   * @throws IOException if it is of another format
   */
  public StatementsFile(InputStream stream) throws IOException {
    in = new DataInputStream(new BufferedInputStream(stream));
    String[] words = line().split(" ", -1);
    if (words.length != 7 || !words[0].equals("statements") || !words[1].equals("2")) {
      throw new IOException("no statements file of format 2. Run: mvn clean compile");
    }
    head =
        new Head(
            words[2].equals("reversible"),
            new Part(number(words[3]), words[4].equals("streamed")),
            new Part(number(words[5]), words[6].equals("streamed")));
  }

  /** What stands before a forward statement of so many bytes. */
  public static String upLine(int bytes) {
    return "up " + bytes + "\n";
  }

  /** What stands before a statement of the reverse. */
  public static String downLine(int of, int bytes) {
    return "down " + of + " " + bytes + "\n";
  }

  /** What stands behind the last statement. */
  public static String endLine() {
    return END + "\n";
  }

  /** What it begins with. */
  public Head head() {
    return head;
  }

  /**
   * The next statement; null behind the last.
   *
   * @throws IOException if it is cut off
   */
  public @Nullable Entry next() throws IOException {
    int bytes = begin();
    if (bytes < 0) {
      return null;
    }
    String sql = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    end();
    return new Entry(down, of, sql);
  }

  /** Passes so many statements. */
  public void skip(int statements) throws IOException {
    for (int i = 0; i < statements; i++) {
      int bytes = begin();
      if (bytes < 0) {
        throw cutOff();
      }
      in.skipNBytes(bytes);
      end();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads the line before a statement; its length, or -1 for the end. */
  private int begin() throws IOException {
    String[] words = line().split(" ", -1);
    if (read == head.count()) {
      if (!words[0].equals(END)) {
        throw cutOff();
      }
      return -1;
    }
    boolean isDown = read++ < head.downs().count();
    if (!words[0].equals(isDown ? "down" : "up") || words.length != (isDown ? 3 : 2)) {
      throw cutOff();
    }
    down = isDown;
    of = isDown ? number(words[1]) : 0;
    return number(words[words.length - 1]);
  }

  private void end() throws IOException {
    if (in.read() != '\n') {
      throw cutOff();
    }
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException("\"" + text + "\" is no number. Run: mvn clean compile", e);
    }
  }

  private static IOException cutOff() {
    return new IOException("the statements of a large script are cut off. Run: mvn clean compile");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > LONGEST_LINE) {
        throw cutOff();
      }
      line.append((char) b);
    }
    return line.toString();
  }
}
