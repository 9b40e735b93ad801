package dev.eloquent.processor.diff;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.SchemaPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Finds the renames of a step among the declared ones, for the tables of a schema or the columns of
 * a table.
 *
 * @param kind {@code table} or {@code column}, for messages
 * @param before the names before the step
 * @param after the names after it
 * @param path where a name after the step was declared
 */
record RenameResolver(
    String kind, Set<String> before, Set<String> after, Function<String, SchemaPath> path) {

  /**
   * The effective renames, name after → name before.
   *
   * @param declared name after → {@code renamedFrom}
   * @param consumed whether a step before this one took that (name, {@code renamedFrom})
   * @param findings takes an error for each that cannot be
   */
  SortedMap<String, String> resolve(
      SortedMap<String, String> declared,
      BiPredicate<String, String> consumed,
      List<Finding> findings) {
    SortedMap<String, String> renames = new TreeMap<>();
    for (Map.Entry<String, String> entry : declared.entrySet()) {
      String name = entry.getKey();
      if (after.contains(name)
          && !(consumed.test(name, entry.getValue()) && !isAgain(name, entry.getValue()))) {
        renames.put(name, entry.getValue());
      }
    }
    Map<String, String> claims = new HashMap<>();
    for (Map.Entry<String, String> entry : renames.entrySet()) {
      check(entry.getKey(), entry.getValue(), renames, claims, findings);
    }
    return renames;
  }

  /** Removes the renames that cannot be, without a word. */
  void keepPossible(SortedMap<String, String> renames) {
    boolean removed = true;
    while (removed) {
      removed =
          renames
              .values()
              .removeIf(
                  former ->
                      !before.contains(former)
                          || (after.contains(former) && !renames.containsKey(former)));
    }
  }

  /** Whether a rename that once was taken, and has been undone since, is meant another time. */
  private boolean isAgain(String name, String former) {
    return before.contains(former) && !after.contains(former) && !before.contains(name);
  }

  private void check(
      String name,
      String former,
      Map<String, String> renames,
      Map<String, String> claims,
      List<Finding> findings) {
    String other = claims.putIfAbsent(former, name);
    if (other != null) {
      findings.add(claimedTwice(name, former, other));
      findings.add(claimedTwice(other, former, name));
    } else if (!before.contains(former)) {
      Set<String> vanished = new TreeSet<>(before);
      vanished.removeAll(after);
      String hint = NearMiss.hint(former, vanished);
      findings.add(
          Finding.of(Problem.RENAME_OF_NOTHING, path.apply(name), former, label(name), kind, hint));
    } else if (after.contains(former) && (!renames.containsKey(former) || former.equals(name))) {
      findings.add(
          Finding.of(Problem.RENAME_OF_PRESENT, path.apply(name), former, label(name), kind));
    }
  }

  private Finding claimedTwice(String name, String former, String other) {
    return Finding.of(
        Problem.RENAME_CLAIMED_TWICE, path.apply(name), former, label(name), label(other), kind);
  }

  private String label(String name) {
    SchemaPath at = path.apply(name);
    return at.kind() == SchemaPath.Kind.TABLE ? at.table() : at.table() + "." + at.name();
  }
}
