package dev.eloquent.seed;

/** Why seeding stopped; the codes are stable, {@code ELQ820} to {@code ELQ839}. */
public enum SeedProblem {
  /** A factory's definition, a state of it or a link to another row threw, or gave no row. */
  ROW("ELQ820"),
  /** Rows could not be written. */
  WRITE("ELQ821"),
  /** The thread that waited for the rows was interrupted. */
  INTERRUPTED("ELQ822"),
  /** Several connections are asked for inside a transaction, whose rows they could not see. */
  IN_TRANSACTION("ELQ823"),
  /** A seeder threw. */
  SEEDER("ELQ824"),
  /** A seeder that needs no transaction, or is running already, is called by another. */
  CALL("ELQ825"),
  /** A seeder cannot be made: it has no public constructor without parameters, or that threw. */
  CONSTRUCTOR("ELQ826"),
  /** A step of a scenario threw. */
  STEP("ELQ827"),
  /** A scenario asks for a database that it was not given. */
  NO_STORE("ELQ828");

  private final String code;

  SeedProblem(String code) {
    this.code = code;
  }

  /** The stable code, such as {@code ELQ820}. */
  public String code() {
    return code;
  }
}
