package dev.eloquent.format;

import java.util.List;

/** What git writes into a file that it cannot merge. */
public final class ConflictMarkers {
  /** What to do with files that were merged wrongly. */
  public static final String AFTER_A_MERGE =
      "If a merge left it like this, go back to the conflict, with git checkout -m -- and the"
          + " history folder, then run: make:migration --rebase.";

  private static final List<String> MARKERS = List.of("<<<<<<<", "|||||||", "=======", ">>>>>>>");

  private ConflictMarkers() {}

  /** Whether a line is one; no line of a lock file or of a snapshot begins like that. */
  public static boolean isMarker(String line) {
    return MARKERS.stream().anyMatch(line::startsWith);
  }

  /** The first such line of a text, from 1; 0 if there is none. */
  public static int line(String text) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (isMarker(line)) {
        return number;
      }
    }
    return 0;
  }

  /** That there is one. */
  public static FormatException in(String file, int line) {
    return new FormatException(
        "ELQ303",
        file,
        line,
        "an unresolved merge conflict: two branches sealed the same version. Run: java -jar"
            + " runtime.jar make:migration --rebase; it takes their side of "
            + FileNames.LOCK
            + " and of "
            + FileNames.SCHEMA
            + ", and puts your versions behind theirs.");
  }
}
