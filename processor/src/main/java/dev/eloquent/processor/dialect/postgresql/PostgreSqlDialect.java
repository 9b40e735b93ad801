package dev.eloquent.processor.dialect.postgresql;

import com.google.auto.service.AutoService;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.dialect.ChangeRules;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.dialect.SchemaRules;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.split.SqlSyntax;
import java.util.List;
import java.util.Optional;

/** PostgreSQL 12 and later. */
@AutoService(Dialect.class)
public final class PostgreSqlDialect implements Dialect {
  static final String NAME = "PostgreSQL";

  @Override
  public String id() {
    return "postgresql";
  }

  @Override
  public String displayName() {
    return NAME;
  }

  @Override
  public String connection() {
    return "pg";
  }

  @Override
  public SqlSyntax syntax() {
    return new SqlSyntax(false, false, false, false, true, true, SqlSyntax.Client.PSQL);
  }

  @Override
  public List<Finding> check(Schema schema) {
    return PostgreSqlRules.check(schema);
  }

  @Override
  public List<Finding> checkChanges(ChangeSet changes) {
    SchemaRules rules = PostgreSqlRules.newRules();
    ChangeRules.check(changes, rules, (from, to) -> Optional.empty());
    return rules.findings();
  }

  @Override
  public MigrationPlan plan(ChangeSet changes) {
    return PostgreSqlPlanner.plan(changes);
  }
}
