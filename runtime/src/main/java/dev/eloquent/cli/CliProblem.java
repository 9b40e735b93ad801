package dev.eloquent.cli;

/** The problems of the command line that have a stable code. */
enum CliProblem {
  /** What loses data lacks a consent in production. */
  CONSENT("ELQ375", true),
  /** What loses data lacks a consent, and nobody can be asked. */
  NOBODY_TO_ASK("ELQ376", true),
  /** The schema would be changed in production by the role that only reads and writes rows. */
  ROLE("ELQ377", true),
  /** What is not sealed would run in production, or far from its sources. */
  UNSEALED("ELQ378", true),
  /** A person was asked and did not agree. */
  NOT_CONFIRMED("ELQ379", false),
  /** A password was typed as an argument. */
  PASSWORD_ARGUMENT("ELQ380", false),
  /** The password cannot be had from where it is said to be. */
  PASSWORD_SOURCE("ELQ381", false),
  /** A variable that takes one connection names several. */
  ONE_CONNECTION("ELQ382", false),
  /** What stands in a URL before the host cannot be told from what stands behind it. */
  URL("ELQ383", false),
  /** A catalogue that is named, or meant, is not on the class path. */
  NO_CATALOG("ELQ384", false),
  /** An option means one catalogue, and there are several. */
  ONE_CATALOG("ELQ385", false),
  /** A head that is expected is of no catalogue at hand. */
  EXPECTED_HEAD("ELQ386", false),
  /** No seeder or scenario is compiled. */
  NO_SEEDER("ELQ840", false),
  /** No seeder or scenario has that name, or it is not said which of several is meant. */
  WHICH_SEEDER("ELQ841", false),
  /** A seeder, a scenario or what it needs cannot be loaded, or ended with an error. */
  SEEDER_CLASS("ELQ842", false),
  /** A database cannot be reached, or its history cannot be read. */
  UNREACHABLE("ELQ843", false),
  /** The database is not where the models are. */
  NOT_MIGRATED("ELQ844", false),
  /** A model belongs to another connection. */
  OTHER_CONNECTION("ELQ845", false),
  /** Rows may not be written there. */
  NO_INSERT("ELQ846", false),
  /** Rows would be written into production, and nobody agreed. */
  PRODUCTION_ROWS("ELQ847", true),
  /** A name that is to be written is no name of a class. */
  CLASS_NAME("ELQ848", false),
  /** The file that is to be written is there already, or cannot be written. */
  SOURCE_FILE("ELQ849", false),
  /** No model has that name, or no factory can be written for it. */
  NO_MODEL("ELQ850", false);

  private final String code;
  private final boolean guard;

  CliProblem(String code, boolean guard) {
    this.code = code;
    this.guard = guard;
  }

  String code() {
    return code;
  }

  /** Whether a guard refused, which is journalled. */
  boolean guard() {
    return guard;
  }
}
