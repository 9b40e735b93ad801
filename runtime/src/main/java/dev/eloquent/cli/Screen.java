package dev.eloquent.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output and standard error, and on a terminal one line below what was printed that is
 * drawn over and over. Whatever is printed takes its place; to files and pipes nothing is added.
 */
final class Screen {
  private static final int DEFAULT_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;
  private static final String ERASE = "\r\u001b[K";

  private final Invocation invocation;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private final Environment environment;
  private boolean shown;
  private boolean lineBegun;
  private int columns;

  Screen(Invocation invocation, Environment environment) {
    this.invocation = invocation;
    this.environment = environment;
    this.live = invocation.screen().err();
    this.out = live && invocation.screen().out() ? around(invocation.out()) : invocation.out();
    this.err = live ? around(invocation.err()) : invocation.err();
  }

  private PrintStream around(OutputStream stream) {
    return new PrintStream(new Above(stream), true, StandardCharsets.UTF_8);
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where logs and errors go. */
  PrintStream err() {
    return err;
  }

  /** Whether a line can be drawn over: standard error is a terminal that knows how. */
  boolean live() {
    return live && !dumb();
  }

  /** Whether results are to be coloured: on a terminal, unless the user or it does not want it. */
  boolean colours() {
    return invocation.screen().out() && !dumb() && environment.get("NO_COLOR").isEmpty();
  }

  /** Whether results are read by a person, on a terminal. */
  boolean person() {
    return invocation.screen().out();
  }

  private boolean dumb() {
    return environment.get("TERM").filter("dumb"::equals).isPresent();
  }

  /** How many characters fit on a line of the terminal. */
  synchronized int columns() {
    if (columns == 0) {
      int given = environment.get("COLUMNS").flatMap(Screen::number).orElse(0);
      int asked = given > 0 ? given : invocation.screen().columns();
      columns = Math.max(FEWEST_COLUMNS, asked > 0 ? asked : DEFAULT_COLUMNS);
    }
    return columns;
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /** Draws the line, cut to the terminal's width. */
  void draw(String line) {
    // The last column stays empty: some terminals begin a new line there.
    String fitting = Width.cut(line, columns() - 1);
    synchronized (this) {
      if (!lineBegun) {
        invocation.err().print(ERASE + fitting);
        invocation.err().flush();
        shown = true;
      }
    }
  }

  /** Takes the line away. */
  synchronized void erase() {
    if (shown) {
      invocation.err().print(ERASE);
      invocation.err().flush();
      shown = false;
    }
  }

  /** Erases the line before each piece of text, which then stands where it stood. */
  private final class Above extends FilterOutputStream {
    Above(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      synchronized (Screen.this) {
        erase();
        out.write(bytes, from, length);
        out.flush();
        lineBegun = length > 0 ? bytes[from + length - 1] != '\n' : lineBegun;
      }
    }
  }
}
