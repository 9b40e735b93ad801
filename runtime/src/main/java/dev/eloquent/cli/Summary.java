package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of a command on each of several databases. */
final class Summary {
  private final List<Line> lines = new ArrayList<>();
  private @Nullable String note;

  private record Line(Place place, String what, int exit) {}

  /** Keeps what the command says of the database that it works on. */
  void note(String what) {
    note = what;
  }

  /** Adds the database, or the catalogue, that the command is done with. */
  void add(Place place, int exit) {
    String what = Objects.requireNonNullElse(note, exit == Exit.PENDING ? "pending" : "done");
    lines.add(new Line(place, what, exit));
    note = null;
  }

  /** Adds one on which it stopped. */
  void add(Place place, int exit, RuntimeException why) {
    String what = exit == Exit.REFUSED ? "refused: " : "failed: ";
    lines.add(new Line(place, what + Text.oneLine(String.valueOf(why.getMessage())), exit));
    note = null;
  }

  /** A table with one line a database. */
  String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Connection", "Exit", "Database", "What happened"));
    for (Line line : lines) {
      String kind = line.place().target().kind().id();
      String database = line.place().label().substring(kind.length()).strip();
      rows.add(List.of(kind, Integer.toString(line.exit()), database, line.what()));
    }
    return Text.table(rows).stripTrailing();
  }

  /** A failure is worse than a refusal, and anything is worse than done. */
  int worst() {
    for (int exit : new int[] {Exit.FAILED, Exit.USAGE, Exit.REFUSED, Exit.PENDING}) {
      if (lines.stream().anyMatch(line -> line.exit() == exit)) {
        return exit;
      }
    }
    return Exit.DONE;
  }
}
