package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts tables in the order of their foreign keys. */
final class ReferenceOrder {
  private final NavigableMap<String, Table> waiting = new TreeMap<>();
  private final Map<String, List<String>> referencing = new HashMap<>();
  private final Map<String, Integer> missing = new HashMap<>();
  private final TreeSet<String> ready = new TreeSet<>();

  private ReferenceOrder(List<Table> tables) {
    for (Table table : tables) {
      waiting.put(table.name(), table);
    }
    for (Table table : tables) {
      Set<String> targets = new HashSet<>();
      for (ForeignKey key : table.foreignKeys()) {
        String target = key.referencedTable();
        if (waiting.containsKey(target) && !target.equals(table.name()) && targets.add(target)) {
          referencing.computeIfAbsent(target, name -> new ArrayList<>()).add(table.name());
        }
      }
      missing.put(table.name(), targets.size());
      if (targets.isEmpty()) {
        ready.add(table.name());
      }
    }
  }

  /**
   * The tables, each after those that it references, otherwise by name. Where keys go round, the
   * first by name goes first.
   */
  static List<Table> referencedFirst(List<Table> tables) {
    return new ReferenceOrder(tables).order();
  }

  private List<Table> order() {
    List<Table> ordered = new ArrayList<>(waiting.size());
    while (!waiting.isEmpty()) {
      String next = ready.isEmpty() ? waiting.firstKey() : ready.first();
      ready.remove(next);
      Table table = waiting.remove(next);
      if (table != null) {
        ordered.add(table);
      }
      for (String other : referencing.getOrDefault(next, List.of())) {
        if (missing.merge(other, -1, Integer::sum) == 0 && waiting.containsKey(other)) {
          ready.add(other);
        }
      }
    }
    return ordered;
  }
}
