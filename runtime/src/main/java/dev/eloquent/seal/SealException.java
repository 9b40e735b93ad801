package dev.eloquent.seal;

import org.jspecify.annotations.Nullable;

/**
 * A draft was not sealed: the message says what happened, where, and what to do. Unless it says
 * otherwise, the history folder is as it was.
 */
public final class SealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; the codes are stable. */
  public enum Reason {
    /** Nothing was compiled that could be sealed. */
    NOT_COMPILED("ELQ331", false),
    /** The models equal the history. */
    NOTHING_DRAFTED("ELQ332", false),
    /** The draft is older than the history or the sources. */
    STALE("ELQ333", false),
    /** Sealing would lose data, or rows cannot be filled. */
    REFUSED("ELQ334", true),
    /** The name cannot name a version. */
    BAD_NAME("ELQ335", false),
    /** The class output is not of one piece. */
    BROKEN_DRAFT("ELQ336", false),
    /** The history folder holds what sealing would have to overwrite. */
    IN_THE_WAY("ELQ337", false),
    /** A file that a sealed version consists of is gone. */
    BROKEN_HISTORY("ELQ877", false),
    /** A file cannot be read or written. */
    IO("ELQ338", false),
    /** Another process is sealing. */
    BUSY("ELQ339", false),
    /** The newest sealed version cannot be sealed anew, or need not. */
    NOT_RESEALED("ELQ346", false),
    /** There is nothing to put behind another branch, or it cannot be done. */
    NOT_REBASED("ELQ347", false);

    private final String code;
    private final boolean refused;

    Reason(String code, boolean refused) {
      this.code = code;
      this.refused = refused;
    }
  }

  private final Reason reason;

  /** Creates one. */
  public SealException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** Creates one with the failure below it. */
  public SealException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The stable code, such as {@code ELQ331}. */
  public String code() {
    return reason.code;
  }

  /** Whether a guard refused; the command line's exit code 3. */
  public boolean refused() {
    return reason.refused;
  }
}
