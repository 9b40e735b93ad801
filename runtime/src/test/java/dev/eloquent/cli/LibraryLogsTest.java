package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LibraryLogsTest {
  /** In a process of its own, since the JDK's logging is configured once a process. */
  static final class Child {
    public static void main(String[] args) {
      LibraryLogs.configure();
      new LogWriter(System.err, new Redactor(), LogLevel.INFO, false, false, "test").install();
      Logger jdk = Logger.getLogger("org.postgresql");
      jdk.log(Level.WARNING, "refused for {0}", "jdbc:postgresql://u:hunter2@db/x");
      jdk.log(Level.FINE, "too fine");
      LoggerFactory.getLogger("org.sqlite").info("{} is open", "a.db");
      LoggerFactory.getLogger("org.sqlite").debug("too fine");
    }
  }

  @Test
  void bothWaysOfLoggingEndInTheCommandLinesLog() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The tests' class path has a second provider, for the servers that they start.
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .start();
    String written = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(written.lines())
        .containsExactly("warn: refused for jdbc:postgresql://u:***@db/x", "info: a.db is open");
  }
}
