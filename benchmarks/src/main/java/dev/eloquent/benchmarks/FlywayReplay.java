package dev.eloquent.benchmarks;

import org.flywaydb.core.Flyway;

/** The same files with Flyway's API. */
public final class FlywayReplay {
  private FlywayReplay() {}

  /** Arguments: dialect, JDBC URL, folder of the files, {@code run} or {@code status}. */
  public static void main(String[] args) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(ReplaySource.of(args[0], args[1]))
            .locations("filesystem:" + args[2])
            .load();
    if (args[3].equals("status")) {
      System.out.println(flyway.info().applied().length);
    } else {
      flyway.migrate();
    }
  }
}
