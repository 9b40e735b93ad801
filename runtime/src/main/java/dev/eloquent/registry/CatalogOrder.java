package dev.eloquent.registry;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sorts catalogues by the tables that their foreign keys refer to. */
final class CatalogOrder {
  private final SortedMap<String, MigrationCatalog> left = new TreeMap<>();
  private final Map<String, String> owners;

  /**
   * Creates one.
   *
   * @param owners ids of catalogues, by the names of their tables
   */
  CatalogOrder(Collection<MigrationCatalog> catalogs, Map<String, String> owners) {
    catalogs.forEach(catalog -> left.put(catalog.id(), catalog));
    this.owners = owners;
  }

  /** Always the first by its id of those that refer to none that is left. */
  List<MigrationCatalog> sorted() {
    List<MigrationCatalog> sorted = new ArrayList<>();
    while (!left.isEmpty()) {
      String next = null;
      for (String id : left.keySet()) {
        if (next == null && references(id).isEmpty()) {
          next = id;
        }
      }
      if (next == null) {
        throw circle();
      }
      sorted.add(left.remove(next));
    }
    return sorted;
  }

  /** The catalogues that are left and that one refers to, each with a table that it refers to. */
  private SortedMap<String, String> references(String id) {
    SortedMap<String, String> references = new TreeMap<>();
    for (String table : Objects.requireNonNull(left.get(id)).references()) {
      String owner = owners.get(table);
      if (owner != null && !owner.equals(id) && left.containsKey(owner)) {
        references.putIfAbsent(owner, table);
      }
    }
    return references;
  }

  /** Each that is left refers to another one that is, so following them comes back. */
  private MigrationException circle() {
    List<String> way = new ArrayList<>();
    String id = left.firstKey();
    while (!way.contains(id)) {
      way.add(id);
      id = references(id).firstKey();
    }
    List<String> circle = way.subList(way.indexOf(id), way.size());
    StringBuilder text = new StringBuilder();
    for (String from : circle) {
      SortedMap<String, String> to = references(from);
      text.append(text.length() == 0 ? "" : ", ");
      text.append(OutputNames.shown(from))
          .append(" refers to table ")
          .append(to.get(to.firstKey()));
      text.append(" of ").append(OutputNames.shown(to.firstKey()));
    }
    return new MigrationException(
        MigrationProblem.CATALOG_CIRCLE,
        "The foreign keys of several catalogues form a circle, so none of them can be migrated"
            + " first: "
            + text
            + ". Take one of these foreign keys out of its model, or put the models into one module.",
        null);
  }
}
