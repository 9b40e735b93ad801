package dev.eloquent.migration;

/** What a person says of a statement in which a run was killed, where nothing else can tell. */
public enum Resume {
  /** It took effect: go on behind it. */
  ASSUME_DONE,
  /** It did not: run it. */
  RETRY
}
