package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines to standard error, as text for people or as one JSON object a line, never with a
 * secret.
 */
final class LogWriter {
  private static volatile @Nullable LogWriter current;

  private final PrintStream err;
  private final Redactor redactor;
  private final LogLevel threshold;
  private final boolean json;
  private final boolean stackTraces;
  private final String command;

  /** Chance enough to tell commands apart; asking for secure chance would slow every start. */
  private static final class Correlation {
    static final String ID = HexFormat.of().toHexDigits(new SplittableRandom().nextLong());

    private Correlation() {}
  }

  LogWriter(
      PrintStream err,
      Redactor redactor,
      LogLevel threshold,
      boolean json,
      boolean stackTraces,
      String command) {
    this.err = err;
    this.redactor = redactor;
    this.threshold = threshold;
    this.json = json;
    this.stackTraces = stackTraces;
    this.command = command;
  }

  /** The writer that log records of libraries go to; null before a command runs. */
  static @Nullable LogWriter current() {
    return current;
  }

  /** Makes this the writer that log records of libraries go to. */
  LogWriter install() {
    current = this;
    return this;
  }

  LogLevel threshold() {
    return threshold;
  }

  /**
   * Writes one record.
   *
   * @param event its stable name, such as {@code migration.applied}
   * @param fields what a machine should find without reading the message
   * @param failure its stack trace is only shown when debugging
   */
  void write(
      LogLevel level,
      String event,
      String message,
      Map<String, Object> fields,
      @Nullable Throwable failure) {
    if (level.compareTo(threshold) < 0) {
      return;
    }
    String trace = failure != null && stackTraces ? trace(failure) : "";
    err.println(
        json
            ? jsonLine(level, event, message, fields, trace)
            : redactor
                .clean(level.word() + ": " + Text.printable(message) + trace.indent(0))
                .stripTrailing());
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return "\n" + text;
  }

  private String jsonLine(
      LogLevel level, String event, String message, Map<String, Object> fields, String trace) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("time", Instant.now().toString());
      out.writeStringField("level", level.word());
      out.writeStringField("event", event);
      out.writeStringField("message", redactor.clean(message));
      out.writeStringField("command", redactor.clean(command));
      out.writeStringField("correlationId", Correlation.ID);
      out.writeStringField("actor", System.getProperty("user.name", ""));
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        if (field.getValue() instanceof Number number) {
          out.writeNumberField(field.getKey(), number.longValue());
        } else {
          out.writeStringField(field.getKey(), redactor.clean(field.getValue().toString()));
        }
      }
      if (!trace.isEmpty()) {
        out.writeStringField("trace", redactor.clean(trace.strip()));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return line.toString();
  }
}
