package dev.eloquent.processor.diff;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeOrder.Phase;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way from one schema to another.
 *
 * <p>Tables and columns are the same if they have the same name, or if one is declared to be
 * renamed from the other; nothing is guessed. Their order, the models' class names and connections,
 * and the order of an enum's constants are no change. A table none of whose columns stays is
 * dropped and created.
 */
public final class SchemaDiffer {
  private static final SortedMap<String, String> NO_RENAMES = new TreeMap<>();

  private final Schema before;
  private final Schema after;
  private final Intents intents;
  private final Set<String> consumed;
  private final boolean part;
  private final List<Finding> errors = new ArrayList<>();
  private final SortedSet<String> consuming = new TreeSet<>();

  private SchemaDiffer(
      Schema before, Schema after, Intents intents, Collection<String> consumed, boolean part) {
    this.part = part;
    this.before = before;
    this.after = after;
    this.intents = intents;
    this.consumed = new HashSet<>(consumed);
  }

  /**
   * Compares two schemas.
   *
   * @param intents declared renames and backfills; what is about nothing in {@code after} is
   *     ignored
   * @param consumedRenames renames of earlier steps, which have no effect any more, in the form of
   *     {@link DiffResult#consumedRenames}
   */
  public static DiffResult diff(
      Schema before, Schema after, Intents intents, Collection<String> consumedRenames) {
    if (intents.tableRenames().isEmpty()
        && intents.columnRenames().isEmpty()
        && before.equals(after)) {
      return new DiffResult(new ChangeSet(before, after, List.of()), List.of(), List.of());
    }
    return new SchemaDiffer(before, after, intents, consumedRenames, false).diff();
  }

  /**
   * Compares parts of two schemas that were compared as a whole, such as what one dialect has of
   * them: a rename that is impossible here, because its table was in another part, has no effect.
   */
  public static ChangeSet diffPart(
      Schema before, Schema after, Intents intents, Collection<String> consumedRenames) {
    return new SchemaDiffer(before, after, intents, consumedRenames, true).diff().changes();
  }

  private DiffResult diff() {
    TablePairs tables = pairs();
    if (!errors.isEmpty()) {
      return new DiffResult(new ChangeSet(before, after, List.of()), errors, List.of());
    }
    ChangeOrder changes = new ChangeOrder(before, after);
    for (Table table : tables.dropped()) {
      changes.add(Phase.DROP_TABLE, new SchemaChange.DropTable(table));
    }
    for (Table table : tables.created()) {
      changes.add(Phase.CREATE_TABLE, new SchemaChange.CreateTable(table));
    }
    TableDiffer differ = new TableDiffer(tables, intents, changes);
    for (TablePair pair : tables.pairs()) {
      String former = pair.before().name();
      if (!former.equals(pair.after().name())) {
        changes.add(Phase.RENAME_TABLE, new SchemaChange.RenameTable(former, pair.after().name()));
      }
      differ.diff(pair);
    }
    return new DiffResult(
        new ChangeSet(before, after, changes.ordered()),
        RenameHints.find(tables),
        List.copyOf(consuming));
  }

  private TablePairs pairs() {
    Map<String, String> formerTables = tableRenames();
    Set<String> renamedAway = new HashSet<>(formerTables.values());
    Map<String, SortedMap<String, String>> columnRenames = columnRenamesByTable();
    TablePairs tables = new TablePairs(before);
    for (Table table : after.tables()) {
      String former = formerTables.get(table.name());
      if (former == null && !renamedAway.contains(table.name())) {
        former = table.name();
      }
      Table match = former == null ? null : match(before.table(former).orElse(null), table);
      Map<String, String> formerColumns =
          columnRenames(match, table, columnRenames.getOrDefault(table.name(), NO_RENAMES));
      if (match == null) {
        tables.addCreated(table);
      } else {
        tables.add(new TablePair(match, table, formerColumns));
      }
    }
    for (Table table : before.tables()) {
      if (!tables.stays(table.name())) {
        tables.addDropped(table);
      }
    }
    return tables;
  }

  /** A table and a collection of one name are two: what one holds the other cannot. */
  private @Nullable Table match(@Nullable Table former, Table table) {
    if (former == null || former.isCollection() == table.isCollection()) {
      return former;
    }
    if (!former.name().equals(table.name())) {
      errors.add(
          Finding.of(
              Problem.RENAME_ACROSS_CONNECTIONS,
              SchemaPath.table(table.name()),
              former.name(),
              table.name()));
    }
    return null;
  }

  private Map<String, String> tableRenames() {
    if (intents.tableRenames().isEmpty()) {
      return Map.of();
    }
    SortedMap<String, String> declared = new TreeMap<>(intents.tableRenames());
    Set<String> names = names(after);
    declared.keySet().retainAll(names);
    declared.forEach((name, former) -> consuming.add(key(name, former)));
    return resolve(
        new RenameResolver("table", names(before), names, SchemaPath::table),
        declared,
        (name, former) -> consumed.contains(key(name, former)));
  }

  private Map<String, SortedMap<String, String>> columnRenamesByTable() {
    Map<String, SortedMap<String, String>> byTable = new HashMap<>();
    intents
        .columnRenames()
        .forEach(
            (path, former) ->
                byTable
                    .computeIfAbsent(path.table(), table -> new TreeMap<>())
                    .put(path.name(), former));
    return byTable;
  }

  private Map<String, String> columnRenames(
      @Nullable Table match, Table table, SortedMap<String, String> declared) {
    if (declared.isEmpty()) {
      return declared;
    }
    Set<String> names = names(table);
    declared.keySet().retainAll(names);
    String path = table.name() + ".";
    String formerPath = match == null ? path : match.name() + ".";
    // A rename consumed under the table's former name stays consumed under its new one.
    declared.forEach((name, former) -> consuming.add(key(path + name, former)));
    return resolve(
        new RenameResolver(
            "column",
            match == null ? Set.of() : names(match),
            names,
            name -> SchemaPath.column(table.name(), name)),
        declared,
        (name, former) ->
            consumed.contains(key(path + name, former))
                || consumed.contains(key(formerPath + name, former)));
  }

  private SortedMap<String, String> resolve(
      RenameResolver resolver,
      SortedMap<String, String> declared,
      BiPredicate<String, String> isConsumed) {
    if (part) {
      SortedMap<String, String> renames = resolver.resolve(declared, isConsumed, new ArrayList<>());
      resolver.keepPossible(renames);
      return renames;
    }
    return resolver.resolve(declared, isConsumed, errors);
  }

  private static String key(String name, String former) {
    return name + "<" + former;
  }

  private static Set<String> names(Schema schema) {
    Set<String> names = new HashSet<>();
    for (Table table : schema.tables()) {
      names.add(table.name());
    }
    return names;
  }

  private static Set<String> names(Table table) {
    Set<String> names = new HashSet<>();
    for (Column column : table.columns()) {
      names.add(column.name());
    }
    return names;
  }
}
