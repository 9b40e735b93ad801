package dev.eloquent.processor.split;

import java.util.List;

/**
 * One statement of a script, or one command of a list.
 *
 * @param sql trimmed, without the closing delimiter and the comments before it; of {@code COPY …
 *     FROM stdin} with the rows, as {@link StatementSplitter#next} says
 * @param head where it stands
 */
public record SplitStatement(String sql, StatementHead head) {
  /** The number, from 1, of the line on which it begins. */
  public int line() {
    return head.line();
  }

  /** The line comments directly before it. */
  public List<String> comments() {
    return head.comments();
  }

  /** The number of the forward statement that it reverses; 0 if no comment says so. */
  public int reverseOf() {
    return head.reverseOf();
  }
}
