package dev.eloquent.seed;

import org.jspecify.annotations.Nullable;

/** Tells a scenario on one or two stores, as {@code demo:scenario} does. */
public final class Telling {
  private final @Nullable ModelStore sql;
  private final @Nullable ModelStore mongo;
  private long seed;
  private SeedListener listener = SeedListener.NONE;

  private Telling(@Nullable ModelStore sql, @Nullable ModelStore mongo) {
    this.sql = sql;
    this.mongo = mongo;
  }

  /** On those databases, null for none; the stores stay open. */
  public static Telling on(@Nullable ModelStore sql, @Nullable ModelStore mongo) {
    return new Telling(sql, mongo);
  }

  /** The seed number; the default is 0. */
  public Telling seed(long number) {
    this.seed = number;
    return this;
  }

  /** Who is told how far it is. */
  public Telling listener(SeedListener told) {
    this.listener = told;
    return this;
  }

  /**
   * Tells it to its end.
   *
   * @throws SeedException if a step fails; the message names the scenario, the step, the cause, and
   *     which steps stay
   */
  public SeedResult tell(Scenario scenario) {
    ScenarioContext context = new ScenarioContext(sql, mongo, seed, listener);
    String name = scenario.getClass().getSimpleName();
    try {
      scenario.tell(context);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SeedException(
          e instanceof SeedException seed ? seed.problem() : SeedProblem.STEP,
          name + ": " + SeedException.said(e) + ". " + left(context),
          e);
    }
    return new SeedResult(context.rows());
  }

  private String left(ScenarioContext context) {
    String stays =
        context.done().isEmpty()
            ? "No step was done before it"
            : "What these steps wrote stays: \"" + String.join("\", \"", context.done()) + "\"";
    return stays
        + (sql == null ? "" : "; what the failed one wrote to the SQL database is rolled back")
        + (mongo == null ? "" : "; what it wrote to MongoDB stays");
  }
}
