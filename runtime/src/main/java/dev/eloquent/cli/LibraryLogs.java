package dev.eloquent.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Sends what libraries log to the command line's own log, where secrets are taken out. PostgreSQL's
 * driver logs through the JDK, the others through SLF4J, which is bound to the JDK's logging here.
 *
 * <p>It is named as the <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.logging/java/util/logging/LogManager.html">configuration
 * class</a> of the JDK's logging, so it is loaded when a library logs for the first time and not
 * before.
 */
public final class LibraryLogs {
  /** MongoDB's driver tells at fine levels every command with its documents. */
  private static final String CONFIGURATION =
      "handlers = "
          + ToLogWriter.class.getName()
          + "\norg.mongodb.driver.level = WARNING\n.level = ";

  /** For the JDK's logging. */
  public LibraryLogs() throws IOException {
    LogWriter writer = LogWriter.current();
    LogLevel threshold = writer == null ? LogLevel.WARN : writer.threshold();
    byte[] text = (CONFIGURATION + level(threshold)).getBytes(StandardCharsets.ISO_8859_1);
    LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(text));
  }

  /** Makes it the configuration of this process, unless somebody else has chosen one. */
  static void configure() {
    if (System.getProperty("java.util.logging.config.file") == null
        && System.getProperty("java.util.logging.config.class") == null) {
      System.setProperty("java.util.logging.config.class", LibraryLogs.class.getName());
    }
  }

  private static Level level(LogLevel threshold) {
    return switch (threshold) {
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARN -> Level.WARNING;
      case ERROR -> Level.SEVERE;
    };
  }

  /** Hands records on. */
  public static final class ToLogWriter extends Handler {
    private final Formatter formatter = new SimpleFormatter();

    /** For the JDK's logging. */
    public ToLogWriter() {}

    @Override
    public void publish(LogRecord record) {
      LogWriter writer = LogWriter.current();
      if (writer != null) {
        writer.write(
            level(record.getLevel()),
            "library",
            formatter.formatMessage(record),
            Map.of("logger", String.valueOf(record.getLoggerName())),
            record.getThrown());
      }
    }

    private static LogLevel level(Level level) {
      int value = level.intValue();
      if (value >= Level.SEVERE.intValue()) {
        return LogLevel.ERROR;
      }
      if (value >= Level.WARNING.intValue()) {
        return LogLevel.WARN;
      }
      return value >= Level.INFO.intValue() ? LogLevel.INFO : LogLevel.DEBUG;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
