package dev.eloquent.history;

import org.jspecify.annotations.Nullable;

/**
 * A {@code COPY … FROM stdin} with the rows that follow it, as the splitter writes them: a
 * semicolon, a line feed, the rows, and {@code \.}, which ends no other statement of PostgreSQL's.
 *
 * @param head the statement, without a delimiter
 * @param rows each with its line feed
 */
public record CopyStatement(String head, String rows) {
  private static final String BEGIN = ";\n";
  private static final String END = "\n\\.";

  /** The parts of a statement; null if it is another one. */
  public static @Nullable CopyStatement of(String sql) {
    if (!sql.endsWith(END) || !sql.regionMatches(true, 0, "COPY", 0, "COPY".length())) {
      return null;
    }
    int head = sql.indexOf(BEGIN);
    // Without rows, the line feed of the beginning is that of the end.
    return head < 0
        ? null
        : new CopyStatement(
            sql.substring(0, head),
            sql.substring(head + BEGIN.length(), sql.length() - END.length() + 1));
  }
}
