package dev.eloquent.cli;

import dev.eloquent.seed.SeedListener;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Shows how far a seeder or a scenario is. */
final class SeedProgress implements SeedListener, AutoCloseable {
  private final Session session;
  private final String name;
  private final ProgressBar bar;
  private String shown = "";

  /**
   * @param name of the seeder or the scenario
   */
  SeedProgress(Session session, String name) {
    this.session = session;
    this.name = name;
    this.bar = new ProgressBar(session, System::nanoTime);
  }

  @Override
  public synchronized void rowsWritten(String what, long written, long of) {
    if (!what.equals(shown)) {
      shown = what;
      bar.begin(1);
      bar.version(name + ", " + what, 0, 0);
    }
    bar.counted(written, of);
  }

  @Override
  public void stepStarted(int number, String step) {
    session.info("scenario.step", "step " + number + ": " + step, Map.of());
  }

  @Override
  public synchronized void stepFinished(
      int number, String step, Map<String, Long> rows, Duration took) {
    shown = "";
    bar.close();
    String wrote = rows.isEmpty() ? "" : "  " + rows(rows);
    session.print(
        "  " + number + ". " + Text.oneLine(step) + wrote + " (" + took.toMillis() + " ms)");
  }

  /** {@code Customer 12, Order 30}; two models of one name get their packages. */
  static String rows(Map<String, Long> rows) {
    Map<String, Integer> simple = new TreeMap<>();
    rows.keySet().forEach(model -> simple.merge(simple(model), 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (model, count) -> {
          String shortName = simple(model);
          text.append(text.isEmpty() ? "" : ", ");
          text.append(simple.getOrDefault(shortName, 0) == 1 ? shortName : model);
          text.append(' ').append(count);
        });
    return text.toString();
  }

  private static String simple(String model) {
    return model.substring(Math.max(model.lastIndexOf('.'), model.lastIndexOf('$')) + 1);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    bar.close();
  }
}
