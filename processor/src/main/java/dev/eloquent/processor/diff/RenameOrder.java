package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;

/** Puts renames in an order in which each new name is free when it is taken. */
final class RenameOrder {
  private final Set<String> taken = new HashSet<>();

  /** One rename. */
  record Step(String from, String to) {}

  /** Creates one; temporary names will be none of these, in any case. */
  RenameOrder(Iterable<String> names) {
    for (String name : names) {
      taken.add(name.toLowerCase(Locale.ROOT));
    }
  }

  /** The renames, from → to, each once, but for a cycle's first: it goes through another name. */
  List<Step> order(SortedMap<String, String> renames) {
    List<Step> steps = new ArrayList<>(renames.size());
    Set<String> done = new HashSet<>();
    for (String start : renames.keySet()) {
      List<Step> chain = new ArrayList<>();
      String name = start;
      String to = renames.get(name);
      while (to != null && done.add(name)) {
        chain.add(new Step(name, to));
        name = to;
        to = renames.get(name);
      }
      boolean cycle = !chain.isEmpty() && name.equals(start);
      append(chain, cycle, steps);
    }
    return steps;
  }

  private void append(List<Step> chain, boolean cycle, List<Step> steps) {
    int last = cycle ? 1 : 0;
    String temporary = cycle ? temporary(chain.get(0).from()) : "";
    if (cycle) {
      steps.add(new Step(chain.get(0).from(), temporary));
    }
    for (int i = chain.size() - 1; i >= last; i--) {
      steps.add(chain.get(i));
    }
    if (cycle) {
      steps.add(new Step(temporary, chain.get(0).to()));
    }
  }

  private String temporary(String name) {
    String candidate = Names.fit("eloquent_tmp_" + name);
    for (int i = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); i++) {
      candidate = Names.fit("eloquent_tmp" + i + "_" + name);
    }
    return candidate;
  }
}
