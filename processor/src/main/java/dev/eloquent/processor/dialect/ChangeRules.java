package dev.eloquent.processor.dialect;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.schema.ColumnType;
import java.util.Optional;
import java.util.function.BiFunction;

/** What of a change set no server with typed columns can do. */
public final class ChangeRules {
  private ChangeRules() {}

  /**
   * Checks backfills and type changes.
   *
   * @param refused why a dialect has no conversion from one type to the other; empty if it has
   */
  public static void check(
      ChangeSet changes,
      SchemaRules rules,
      BiFunction<ColumnType, ColumnType, Optional<String>> refused) {
    Steps steps = new Steps(changes);
    for (AddColumn add : steps.all(AddColumn.class)) {
      rules.value(add.path(), add.column(), add.backfill());
    }
    for (AlterColumn alter : steps.all(AlterColumn.class)) {
      rules.value(alter.path(), alter.after(), alter.backfill());
      ColumnType from = alter.before().type();
      ColumnType to = alter.after().type();
      Conversions.refused(from, to)
          .or(() -> refused.apply(from, to))
          .ifPresent(
              why ->
                  rules.report(
                      Problem.DIALECT_CONVERSION,
                      alter.path(),
                      alter.after().name(),
                      from.text(),
                      to.text(),
                      why));
    }
  }
}
