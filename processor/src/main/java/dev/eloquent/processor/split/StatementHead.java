package dev.eloquent.processor.split;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a statement beside its text.
 *
 * @param line the number, from 1, of the line on which it begins
 * @param column the column, from 1, at which it begins
 * @param comments the texts of the line comments directly before it, without their dashes, trimmed;
 *     an empty line ends them; of a command the parts of what its own one says
 * @param transactional whether the database takes it within a transaction; Flyway knows fewer that
 *     it does not take
 * @param copy whether it is {@code COPY … FROM stdin} and its rows
 */
public record StatementHead(
    int line, int column, List<String> comments, boolean transactional, boolean copy) {
  private static final Pattern REVERSE = Pattern.compile("reverse of ([1-9][0-9]{0,8})");

  /** Copies the comments. */
  public StatementHead {
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
