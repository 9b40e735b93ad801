package dev.eloquent.format;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The split statements of a script that is too large for constants.
 *
 * <p>UTF-8 text: a line {@code statements 1 reversible|irreversible}, a line {@code up BYTES} or
 * {@code down OF BYTES} for each statement, an empty line, then the statements themselves in the
 * same order, each followed by a line feed.
 *
 * @param up the forward statements
 * @param down the reverse, in the order it runs
 * @param reversible false if the version has no reverse
 */
public record StatementsFile(List<String> up, List<Down> down, boolean reversible) {
  /**
   * Stands between the statements that share a constant of a generated class: a form feed, which no
   * statement there holds.
   */
  public static final char SEPARATOR = '\f';

  /**
   * A statement of the reverse.
   *
   * @param of the number, from 1, of the forward statement that it reverses; 0 if it belongs to the
   *     script as a whole
   */
  public record Down(int of, String sql) {}

  /** Copies the lists. */
  public StatementsFile {
    up = List.copyOf(up);
    down = List.copyOf(down);
  }

  /** The text of the file. */
  public String render() {
    StringBuilder head =
        new StringBuilder("statements 1 ").append(reversible ? "reversible\n" : "irreversible\n");
    StringBuilder body = new StringBuilder();
    for (String sql : up) {
      head.append("up ").append(bytes(sql)).append('\n');
      body.append(sql).append('\n');
    }
    for (Down d : down) {
      head.append("down ").append(d.of()).append(' ').append(bytes(d.sql())).append('\n');
      body.append(d.sql()).append('\n');
    }
    return head.append('\n').append(body).toString();
  }

  private static int bytes(String sql) {
    return sql.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Reads what {@link #render} wrote.
   *
   * @throws IOException if it is cut off or of another format
   */
  public static StatementsFile read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    String first = line(in);
    if (!first.startsWith("statements 1 ")) {
      throw new IOException("no statements file of format 1. Run: mvn clean compile");
    }
    List<String[]> index = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      index.add(line.split(" ", -1));
    }
    List<String> up = new ArrayList<>();
    List<Down> down = new ArrayList<>();
    for (String[] entry : index) {
      byte[] bytes = new byte[Integer.parseInt(entry[entry.length - 1])];
      in.readFully(bytes);
      in.readFully(new byte[1]);
      String sql = new String(bytes, StandardCharsets.UTF_8);
      if (entry[0].equals("up")) {
        up.add(sql);
      } else {
        down.add(new Down(Integer.parseInt(entry[1]), sql));
      }
    }
    return new StatementsFile(up, down, first.endsWith(" reversible"));
  }

  private static String line(DataInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
