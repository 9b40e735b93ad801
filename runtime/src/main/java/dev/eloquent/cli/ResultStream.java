package dev.eloquent.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where results go. A {@code PrintStream} is silent about what it cannot write; a script that a
 * full disk has cut must not look like a whole one.
 */
final class ResultStream extends PrintStream {
  private final Sink sink;

  ResultStream(OutputStream out) {
    this(new Sink(out));
  }

  private ResultStream(Sink sink) {
    super(sink, true, StandardCharsets.UTF_8);
    this.sink = sink;
  }

  /**
   * Checks that everything was written, or left out because the reader has gone, as {@code head}
   * does.
   *
   * @throws CliException if it was not
   */
  void checkWritten() {
    flush();
    IOException failure = sink.failure;
    if (failure != null && !readerHasGone(failure)) {
      throw CliException.failed(
          "the result could not be written to standard output ("
              + Text.oneLine(String.valueOf(failure.getMessage()))
              + "), so what is there is not whole; what the command did stays done.",
          failure);
    }
  }

  /** {@code Broken pipe} on Unix, {@code The pipe is being closed} on Windows. */
  private static boolean readerHasGone(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Keeps the first failure. */
  private static final class Sink extends FilterOutputStream {
    private @Nullable IOException failure;

    Sink(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
