package dev.eloquent.processor.split;

/**
 * Follows the tokens of a statement that stand outside parentheses, and tells what only they can
 * say: whether a semicolon ends it, whether rows follow, whether it runs in a transaction.
 */
abstract class StatementShape {
  /** Begins a new statement. */
  abstract void reset();

  /**
   * Takes the next token.
   *
   * @param token a word in capitals, with the {@code .} or {@code @} directly before it, which make
   *     it a name; or another character, the first one of what is quoted
   */
  abstract void token(String token);

  /** Whether it still needs the tokens of this statement; most statements need the first only. */
  abstract boolean isWatching();

  /** Whether a block is open here, so that a semicolon is part of the statement. */
  boolean isOpen() {
    return false;
  }

  /** Whether rows follow the semicolon, up to a line {@code \.}. */
  boolean isCopy() {
    return false;
  }

  /** Whether the database takes the statement within a transaction. */
  boolean isTransactional() {
    return true;
  }
}
