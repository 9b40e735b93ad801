package dev.eloquent.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends what libraries log to the command line's own log; the shaded jar alone names it as a
 * service, so that applications keep their configuration.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogbackSetup extends ContextAwareBase implements Configurator {
  /** For the service loader. */
  public LogbackSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    LogWriter writer = LogWriter.current();
    LogLevel level = writer == null ? LogLevel.WARN : writer.threshold();
    ToLogWriter appender = new ToLogWriter();
    appender.setContext(loggers);
    appender.start();
    Logger root = loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level.name()));
    root.addAppender(appender);
    // Below that it tells every command with its documents.
    loggers.getLogger("org.mongodb.driver").setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Hands records on. */
  private static final class ToLogWriter extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      LogWriter writer = LogWriter.current();
      if (writer != null) {
        writer.write(
            LogLevel.of(event.getLevel().toString()).orElse(LogLevel.DEBUG),
            "library",
            event.getFormattedMessage(),
            Map.of("logger", event.getLoggerName()),
            throwable(event.getThrowableProxy()));
      }
    }

    private static @Nullable Throwable throwable(@Nullable IThrowableProxy proxy) {
      return proxy instanceof ThrowableProxy real ? real.getThrowable() : null;
    }
  }
}
