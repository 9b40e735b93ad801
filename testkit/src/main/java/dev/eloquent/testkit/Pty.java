package dev.eloquent.testkit;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process in a pseudo-terminal: it sees a terminal on its input and both its outputs. */
public final class Pty implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 120;
  private final PtyProcess process;
  private final StringBuilder screen = new StringBuilder();
  private final Thread reader;

  private Pty(PtyProcess process) {
    this.process = process;
    this.reader = new Thread(this::read, "pty");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a process on a terminal of that width, with these variables and no others. */
  public static Pty start(
      Path folder, Map<String, String> variables, int columns, List<String> command) {
    Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm-256color"));
    environment.putAll(variables);
    try {
      return new Pty(
          new PtyProcessBuilder(command.toArray(String[]::new))
              .setDirectory(folder.toString())
              .setEnvironment(environment)
              .setInitialColumns(columns)
              .setInitialRows(50)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (screen) {
          // Latin 1 keeps every byte, so that no character is torn between two reads.
          screen.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
          screen.notifyAll();
        }
      }
    } catch (IOException e) {
      // How the end looks where the other side of a pseudo-terminal is closed.
    }
  }

  /** Types that, as a person would: {@code \r} is the return key. */
  public void type(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the text has been written.
   *
   * @throws IllegalStateException with what was written instead
   */
  public void await(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    synchronized (screen) {
      while (!written().contains(text)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException("\"" + text + "\" does not come: " + written());
        }
        screen.wait(Math.min(left, 1000));
      }
    }
  }

  /** Everything written so far, with all control characters; both outputs are one here. */
  public String written() {
    synchronized (screen) {
      return new String(
          screen.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  /**
   * Waits for the end; the result is the exit code.
   *
   * @throws IllegalStateException if it does not end
   */
  public int end() throws InterruptedException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process does not end: " + written());
    }
    reader.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
