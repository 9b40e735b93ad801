package dev.eloquent.processor.dialect;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.split.ScriptSyntax;
import java.util.List;

/**
 * A database that migrations are drafted for; found as a service, sorted by id. It is a function of
 * its arguments: it keeps no state and reads nothing else.
 */
public interface Dialect {
  /** The id: folder name, option value, prefix of generated constants. */
  String id();

  /** The name in messages and file headers. */
  String displayName();

  /** The value of {@code @Model(connection)} that pins a model to this dialect. */
  String connection();

  /** Whether a table lives in databases of this dialect. */
  default boolean holds(Table table) {
    return table.connection().isEmpty() || table.connection().equals(connection());
  }

  /** What scripts of this dialect are written in. */
  ScriptSyntax syntax();

  /** What of the schema this dialect cannot hold: errors, each on the path of its element. */
  List<Finding> check(Schema schema);

  /** What of these changes this dialect cannot do: errors, each on the path of its element. */
  List<Finding> checkChanges(ChangeSet changes);

  /** The statements for a change set that passed both checks. */
  MigrationPlan plan(ChangeSet changes);
}
