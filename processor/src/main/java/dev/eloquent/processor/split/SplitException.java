package dev.eloquent.processor.split;

/** A script cannot be cut into statements; the message says what is open or not supported. */
public final class SplitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  SplitException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1, in UTF-16 code units. */
  public int column() {
    return column;
  }
}
