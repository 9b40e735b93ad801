package dev.eloquent.migration;

/** How the versions of a run share transactions, where the database has transactional DDL. */
public enum TxMode {
  /** Each version with what records it is one. */
  EACH,
  /**
   * All versions of the run with what records them are one: all of it stays, or nothing. Refused
   * where DDL commits by itself, and with statements that no transaction takes.
   */
  ALL,
  /**
   * Each statement with what records it is one, as where DDL commits by itself: a failed version
   * stays half applied, and the next run goes on with it.
   */
  NONE
}
