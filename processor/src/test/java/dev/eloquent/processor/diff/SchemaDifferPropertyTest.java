package dev.eloquent.processor.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.RandomSchemas;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemaDifferPropertyTest {
  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.similar();
  }

  @Property(tries = 600, seed = "1")
  void changesLeadThereAndInversesBack(
      @ForAll("schemas") Schema before, @ForAll("schemas") Schema after) {
    assertThereAndBack(before, after, Intents.NONE);
  }

  @Property(tries = 1500, seed = "1")
  void renamesLeadThereAndInversesBack(
      @ForAll("schemas") Schema before, @ForAll("schemas") Schema after, @ForAll long seed) {
    assertThereAndBack(before, after, renames(before, after, new Random(seed)));
  }

  @Property(tries = 200, seed = "1")
  void inputOrderIsNothing(
      @ForAll("schemas") Schema before, @ForAll("schemas") Schema after, @ForAll long seed) {
    Intents intents = renames(before, after, new Random(seed));
    List<Table> shuffled = new ArrayList<>(after.tables());
    Collections.shuffle(shuffled, new Random(seed));
    DiffResult result = SchemaDiffer.diff(before, new Schema(shuffled), intents, List.of());
    assertThat(result).isEqualTo(SchemaDiffer.diff(before, after, intents, List.of()));
  }

  @Property(tries = 200, seed = "1")
  void consumedRenamesHaveNoEffect(
      @ForAll("schemas") Schema before, @ForAll("schemas") Schema after, @ForAll long seed) {
    Intents intents = renames(before, after, new Random(seed));
    List<String> consumed = SchemaDiffer.diff(before, after, intents, List.of()).consumedRenames();
    DiffResult again = SchemaDiffer.diff(after, after, intents, consumed);
    assertThat(again.findings()).isEmpty();
    assertThat(again.changes().changes()).isEmpty();
  }

  private static void assertThereAndBack(Schema before, Schema after, Intents intents) {
    DiffResult result = SchemaDiffer.diff(before, after, intents, List.of());
    assertThat(result.hasErrors()).as("%s", result.findings()).isFalse();
    List<SchemaChange> changes = result.changes().changes();
    Schema there = ApplyChanges.apply(before, changes);
    assertThat(ApplyChanges.normalized(there)).isEqualTo(ApplyChanges.normalized(after));
    List<SchemaChange> back =
        changes.stream().map(SchemaChange::inverse).collect(Collectors.toList());
    Collections.reverse(back);
    assertThat(ApplyChanges.normalized(ApplyChanges.apply(there, back)))
        .isEqualTo(ApplyChanges.normalized(before));
  }

  /** Random declarations that can be: every name that they claim is vacated. */
  private static Intents renames(Schema before, Schema after, Random random) {
    Map<String, String> tables =
        renames(
            before.tables().stream().map(Table::name).toList(),
            after.tables().stream().map(Table::name).toList(),
            random);
    Map<SchemaPath, String> columns = new HashMap<>();
    for (Table table : after.tables()) {
      String former = tables.get(table.name());
      if (former == null && !tables.containsValue(table.name())) {
        former = table.name();
      }
      if (former != null) {
        before
            .table(former)
            .ifPresent(
                match ->
                    renames(
                            match.columns().stream().map(Column::name).toList(),
                            table.columns().stream().map(Column::name).toList(),
                            random)
                        .forEach(
                            (name, old) ->
                                columns.put(SchemaPath.column(table.name(), name), old)));
      }
    }
    return new Intents(tables, columns, Map.of());
  }

  private static Map<String, String> renames(
      List<String> before, List<String> after, Random random) {
    List<String> sources = new ArrayList<>(before);
    Collections.sort(sources);
    Collections.shuffle(sources, random);
    List<String> targets = new ArrayList<>(after);
    Collections.sort(targets);
    Collections.shuffle(targets, random);
    Map<String, String> renames = new HashMap<>();
    int most = Math.min(sources.size(), targets.size());
    for (int i = random.nextInt(most + 1) - 1; i >= 0; i--) {
      if (!sources.get(i).equals(targets.get(i))) {
        renames.put(targets.get(i), sources.get(i));
      }
    }
    boolean removed = true;
    while (removed) {
      removed =
          renames
              .values()
              .removeIf(former -> after.contains(former) && !renames.containsKey(former));
    }
    return renames;
  }
}
