package dev.eloquent.seed;

/**
 * A story over several models and databases, for demos: what happens, step by step.
 *
 * <p>It is a public class with a public constructor without parameters; {@link
 * dev.eloquent.annotation.Seeds} makes it known to {@code demo:scenario}, and names its models.
 */
public interface Scenario {
  /**
   * Tells it.
   *
   * @throws Exception if a step fails: what earlier ones wrote stays
   */
  void tell(ScenarioContext context) throws Exception;
}
