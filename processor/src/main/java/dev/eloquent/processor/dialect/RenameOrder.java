package dev.eloquent.processor.dialect;

import dev.eloquent.processor.schema.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Orders renames so that each new name is free when it is taken; swaps go over a third name. */
public final class RenameOrder {
  /** A rename. */
  public record Rename(String from, String to) {}

  private final Map<String, String> pending = new LinkedHashMap<>();
  private final Set<String> taken;
  private final Set<String> underWay = new TreeSet<>();
  private final List<Rename> result = new ArrayList<>();

  private RenameOrder(List<Rename> renames, Set<String> taken) {
    this.taken = new TreeSet<>(taken);
    renames.forEach(r -> pending.put(r.from(), r.to()));
  }

  /**
   * The renames to run one after the other.
   *
   * @param renames as if all happened at once
   * @param taken every name in use before them
   */
  public static List<Rename> resolve(List<Rename> renames, Set<String> taken) {
    RenameOrder order = new RenameOrder(renames, taken);
    for (Rename rename : renames) {
      order.rename(rename.from());
    }
    return List.copyOf(order.result);
  }

  private void rename(String from) {
    String to = pending.get(from);
    if (to == null) {
      return;
    }
    underWay.add(from);
    if (taken.contains(to) && pending.containsKey(to)) {
      if (underWay.contains(to)) {
        String temporary = temporaryName(to);
        String target = pending.remove(to);
        emit(to, temporary);
        pending.put(temporary, target == null ? to : target);
      } else {
        rename(to);
      }
    }
    // The name itself may have been moved aside to break a cycle.
    String target = pending.remove(from);
    if (target != null) {
      emit(from, target);
    } else {
      String moved = temporaryName(from);
      String last = pending.remove(moved);
      if (last != null) {
        emit(moved, last);
      }
    }
  }

  private void emit(String from, String to) {
    taken.remove(from);
    taken.add(to);
    result.add(new Rename(from, to));
  }

  private static String temporaryName(String name) {
    return Names.fit("eloquent_tmp_" + name);
  }
}
