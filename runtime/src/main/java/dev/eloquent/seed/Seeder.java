package dev.eloquent.seed;

/**
 * Fills a database, on {@code db:seed} or by {@link Seeding} in a test.
 *
 * <p>It is a public class with a public constructor without parameters; {@link
 * dev.eloquent.annotation.Seeds} makes it known to the command line, and names its models.
 */
public interface Seeder {
  /**
   * Writes the rows.
   *
   * @throws Exception if they cannot be written: nothing is then, or what was stays where there is
   *     no transaction
   */
  void run(SeedContext context) throws Exception;

  /**
   * Whether it runs in a transaction, where the database has them. Without one it may write by
   * several connections, and what it wrote before it failed stays.
   */
  default boolean transactional() {
    return true;
  }
}
