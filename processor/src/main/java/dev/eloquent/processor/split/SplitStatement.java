package dev.eloquent.processor.split;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param sql trimmed, without the closing semicolon and the comments before it
 * @param line the number, from 1, of the line on which it begins
 * @param comments the texts of the line comments directly before it, without their dashes, trimmed;
 *     an empty line ends them
 */
public record SplitStatement(String sql, int line, List<String> comments) {
  private static final Pattern REVERSE = Pattern.compile("reverse of ([1-9][0-9]{0,8})");

  /** Copies the comments. */
  public SplitStatement {
    comments = List.copyOf(comments);
  }

  /**
   * The number of the forward statement that this one reverses, as a comment {@code -- reverse of
   * 3} before it says; 0 if none does.
   */
  public int reverseOf() {
    for (String comment : comments) {
      Matcher matcher = REVERSE.matcher(comment);
      if (matcher.matches()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    return 0;
  }
}
