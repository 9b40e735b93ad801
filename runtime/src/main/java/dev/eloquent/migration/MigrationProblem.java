package dev.eloquent.migration;

/** Why the migrator stopped; the codes are stable, {@code 6xx} of the project's own. */
public enum MigrationProblem {
  /** No connection could be opened. */
  CONNECTION("ELQ601", false),
  /** The database is of a product that this library does not know. */
  UNKNOWN_DATABASE("ELQ602", false),
  /** The user lacks a right, or the database is read-only. */
  NO_RIGHTS("ELQ603", false),
  /** The history table or the journal has other columns than it must. */
  HISTORY_TABLE("ELQ604", false),
  /** Another migrator kept the lock for longer than the timeout. */
  LOCKED("ELQ605", false),
  /** Any other failure of the database outside a migration's own statements. */
  DATABASE("ELQ606", false),
  /** A version's class or resource is not on the class path. */
  MISSING_CLASS("ELQ607", false),
  /** An argument names a version that does not exist or makes no sense. */
  ARGUMENT("ELQ608", false),
  /** A statement of a migration failed. */
  STATEMENT("ELQ611", false),
  /** A statement of a reverse failed. */
  UNDO_STATEMENT("ELQ612", false),
  /** A foreign key points nowhere after a SQLite table was rebuilt. */
  FOREIGN_KEYS("ELQ613", false),
  /** A Java migration threw. */
  JAVA("ELQ614", false),
  /** A Java migration threw when it was taken back. */
  UNDO_JAVA("ELQ615", false),
  /** A Java migration's class cannot be made. */
  JAVA_CLASS("ELQ616", false),
  /** The catalogue holds drafts or open versions and this is no development run. */
  UNSEALED("ELQ621", true),
  /** The catalogue goes on without this database's dialect. */
  DIALECT_DISABLED("ELQ395", true),
  /** The catalogue has no version for this database. */
  EMPTY_CATALOG("ELQ622", true),
  /** An applied draft has changed since; undoing it loses rows. */
  DRAFT_CHANGED("ELQ623", true),
  /** An applied sealed version differs from the code's. */
  VERSION_CHANGED("ELQ624", true),
  /** A version below an applied one is not applied. */
  OUT_OF_ORDER("ELQ625", true),
  /** A version failed before and its state cannot be continued. */
  UNFINISHED("ELQ626", true),
  /** A version cannot be rolled back: it has no reverse. */
  IRREVERSIBLE("ELQ627", true),
  /** No reverse is known for a version: neither the journal nor the code has the one applied. */
  UNKNOWN_REVERSE("ELQ628", true),
  /** The schema holds another history that was not named. */
  OTHER_HISTORY("ELQ629", true),
  /** The history or the journal was changed by hand. */
  TAMPERED("ELQ630", true),
  /** An index, trigger or view that was made by hand cannot be kept. */
  HAND_MADE("ELQ631", false),
  /** A run was killed in a statement, and only a person can tell whether that took effect. */
  IN_DOUBT("ELQ640", true),
  /** A decision is given, and no statement waits for one. */
  NOTHING_IN_DOUBT("ELQ641", true),
  /** Two compiled catalogues have the same id. */
  CATALOG_TWICE("ELQ645", false),
  /** The references of several catalogues form a circle. */
  CATALOG_CIRCLE("ELQ646", false),
  /** A table of another catalogue that foreign keys refer to is not in the database. */
  MISSING_REFERENCE("ELQ647", true),
  /** The newest batch is below or between versions of an older one. */
  BATCH_NOT_ON_TOP("ELQ650", true),
  /** Not everything that is pending can be in the one transaction that was asked for. */
  TX_MODE("ELQ651", true),
  /** A statement took longer than it may. */
  STATEMENT_TIMEOUT("ELQ652", false),
  /** A statement waited too long for a lock of another connection, or in a deadlock with it. */
  LOCK_WAIT("ELQ653", false),
  /** Several sessions of the server take turns behind one connection: no lock can be kept. */
  POOLED_SESSION("ELQ654", true),
  /** The lock that keeps other migrators out was lost. */
  LOCK_LOST("ELQ655", false);

  private final String code;
  private final boolean refused;

  MigrationProblem(String code, boolean refused) {
    this.code = code;
    this.refused = refused;
  }

  /** The stable code, such as {@code ELQ611}. */
  public String code() {
    return code;
  }

  /** Whether nothing was tried because the state forbids it; the command line's exit code 3. */
  public boolean refused() {
    return refused;
  }
}
