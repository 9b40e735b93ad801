package dev.eloquent.processor.dialect.sqlite;

import com.google.auto.service.AutoService;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.split.SqlSyntax;
import java.util.List;

/**
 * SQLite 3.35 and newer.
 *
 * <p>A table is altered in place where SQLite can, else rebuilt. Comments of tables and columns do
 * not exist and are left out; a constraint keeps its old name until the next rebuild.
 */
@AutoService(Dialect.class)
public final class SqliteDialect implements Dialect {
  /** The lexical rules. */
  public static final SqlSyntax SYNTAX =
      new SqlSyntax(true, true, false, false, false, false, SqlSyntax.Client.SQLITE);

  /** For the service loader. */
  public SqliteDialect() {}

  @Override
  public String id() {
    return "sqlite";
  }

  @Override
  public String displayName() {
    return "SQLite";
  }

  @Override
  public String connection() {
    return "sqlite";
  }

  @Override
  public SqlSyntax syntax() {
    return SYNTAX;
  }

  @Override
  public List<Finding> check(Schema schema) {
    return SqliteChecks.schema(schema);
  }

  @Override
  public List<Finding> checkChanges(ChangeSet changes) {
    return SqliteChecks.changes(new SchemaWork(changes));
  }

  @Override
  public MigrationPlan plan(ChangeSet changes) {
    List<Step> up = new SqliteScript(new SchemaWork(changes), false).steps();
    List<Step> down = new SqliteScript(new SchemaWork(SchemaWork.inverse(changes)), true).steps();
    return StepPairs.plan(up, down);
  }
}
