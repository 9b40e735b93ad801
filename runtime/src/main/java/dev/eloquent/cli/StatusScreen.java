package dev.eloquent.cli;

import dev.eloquent.cli.StatusText.Row;
import dev.eloquent.migration.StatusReport.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the status on a terminal, no wider than it is: each state has a sign and a word, and a
 * colour where that is wanted. Where the columns do not fit, each version has lines of its own.
 */
final class StatusScreen {
  private static final int STATE = 1;
  private static final int NAME = 2;
  private static final int BY = 4;
  private static final int SHORTEST = 10;
  private static final String GAP = "  ";

  private final Session session;
  private final int columns;
  private final boolean colours;

  StatusScreen(Session session) {
    this.session = session;
    this.columns = session.screen().columns();
    this.colours = session.screen().colours();
  }

  void print(List<Row> dirty) {
    List<Row> rows = dirty.stream().map(this::clean).toList();
    int[] widths = widths(rows);
    int excess = 2 + GAP.length() * (widths.length - 1) - columns;
    for (int width : widths) {
      excess += width;
    }
    excess -= shrink(widths, NAME, excess);
    excess -= shrink(widths, BY, excess);
    List<String> lines = new ArrayList<>();
    if (excess <= 0) {
      lines.add("  " + paint("1", row(StatusText.HEADINGS, widths).stripTrailing()));
    }
    for (Row row : rows) {
      if (excess <= 0) {
        lines.add(tableLine(row, widths));
      } else {
        stacked(row, lines);
      }
      remarks(row, lines);
    }
    // Its values are without secrets and control characters; the colours must stay.
    session.printDocument(String.join("\n", lines));
  }

  private Row clean(Row row) {
    return new Row(
        row.state(),
        row.cells().stream().map(session.redactor()::clean).toList(),
        session.redactor().clean(row.remarks()));
  }

  private static int[] widths(List<Row> rows) {
    int[] widths = new int[StatusText.HEADINGS.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Width.of(StatusText.HEADINGS.get(i));
      for (Row row : rows) {
        widths[i] = Math.max(widths[i], Width.of(row.cells().get(i)));
      }
    }
    return widths;
  }

  /** Takes up to so much from a column; the result is how much. */
  private static int shrink(int[] widths, int column, int excess) {
    int less = Math.max(0, Math.min(excess, widths[column] - SHORTEST));
    widths[column] -= less;
    return less;
  }

  private static String row(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      padded.add(Width.pad(Width.cut(cells.get(i), widths[i]), widths[i]));
    }
    return String.join(GAP, padded);
  }

  private String tableLine(Row row, int[] widths) {
    List<String> cells = row.cells();
    String line = row(cells, widths).stripTrailing();
    int from = widths[0] + GAP.length();
    int to = from + cells.get(STATE).length();
    return paint(colour(row.state()), sign(row.state()))
        + " "
        + line.substring(0, from)
        + paint(colour(row.state()), line.substring(from, to))
        + line.substring(to);
  }

  private void stacked(Row row, List<String> lines) {
    List<String> cells = row.cells();
    String first = sign(row.state()) + " " + cells.get(0) + " " + cells.get(STATE);
    int left = columns - Width.of(first) - GAP.length();
    boolean beside = left >= SHORTEST;
    lines.add(
        paint(colour(row.state()), first) + (beside ? GAP + Width.cut(cells.get(NAME), left) : ""));
    List<String> rest = new ArrayList<>();
    if (!beside) {
      rest.add(cells.get(NAME));
    }
    rest.add(cells.get(NAME + 1));
    rest.add(cells.get(BY));
    rest.add(cells.get(BY + 1).isEmpty() ? "" : cells.get(BY + 1) + " ms");
    rest.add(cells.get(BY + 2).isEmpty() ? "" : "batch " + cells.get(BY + 2));
    rest.removeIf(String::isEmpty);
    Width.wrap(String.join(", ", rest), columns - 4).forEach(line -> lines.add("    " + line));
  }

  private void remarks(Row row, List<String> lines) {
    Width.wrap(row.remarks(), columns - 4)
        .forEach(line -> lines.add("    " + paint(colour(row.state()), line)));
  }

  /** ASCII, or in every font, and one column wide everywhere. */
  private static String sign(State state) {
    return switch (state) {
      case APPLIED -> "✓";
      case PENDING -> "+";
      case ROLLED_BACK -> "-";
      case FAILED -> "✗";
      case IN_DOUBT -> "?";
      case CHANGED -> "~";
      case MISSING -> "!";
      case UNKNOWN -> "*";
    };
  }

  /** The number of the colour: green, yellow, red, magenta, cyan. */
  private static String colour(State state) {
    return switch (state) {
      case APPLIED -> "32";
      case PENDING, ROLLED_BACK -> "33";
      case FAILED, IN_DOUBT -> "31";
      case CHANGED, MISSING -> "35";
      case UNKNOWN -> "36";
    };
  }

  private String paint(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
