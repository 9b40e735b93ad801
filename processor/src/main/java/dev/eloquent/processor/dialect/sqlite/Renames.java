package dev.eloquent.processor.dialect.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Renames of a step as one map from old to new names, and as an order in which each new name is
 * free.
 */
final class Renames {
  private static final String TEMPORARY = "eloquent_tmp_";

  private final Map<String, String> newNames = new LinkedHashMap<>();
  private final Map<String, String> oldNames = new HashMap<>();

  /** Adds a rename that happens after the others: what ends at its name goes on from there. */
  void then(String from, String to) {
    String former = oldNames.remove(from);
    String first = former == null ? from : former;
    newNames.put(first, to);
    oldNames.put(to, first);
  }

  /** Old to new names. */
  Map<String, String> all() {
    return Collections.unmodifiableMap(newNames);
  }

  /** The new name of what is called so before. */
  String after(String name) {
    return newNames.getOrDefault(name, name);
  }

  /** The old name of what is called so after. */
  String before(String name) {
    return oldNames.getOrDefault(name, name);
  }

  /**
   * The renames one after the other; cycles, and changes of case alone, go over a third name.
   *
   * @param renames old to new names
   * @param names all names before
   */
  static List<Map.Entry<String, String>> inOrder(Map<String, String> renames, List<String> names) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(names);
    Map<String, String> pending = new LinkedHashMap<>(renames);
    List<Map.Entry<String, String>> result = new ArrayList<>();
    while (!pending.isEmpty()) {
      int before = pending.size();
      Iterator<Map.Entry<String, String>> all = pending.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<String, String> rename = all.next();
        if (!taken.contains(rename.getValue())) {
          move(rename.getKey(), rename.getValue(), taken, result);
          all.remove();
        }
      }
      if (pending.size() == before) {
        String from = pending.keySet().iterator().next();
        String to = pending.remove(from);
        move(from, TEMPORARY + from, taken, result);
        pending.put(TEMPORARY + from, to);
      }
    }
    return result;
  }

  private static void move(
      String from, String to, Set<String> taken, List<Map.Entry<String, String>> result) {
    taken.remove(from);
    taken.add(to);
    result.add(Map.entry(from, to));
  }
}
