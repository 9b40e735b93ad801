package dev.eloquent.processor.dialect.mongodb;

import com.google.auto.service.AutoService;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.split.CommandSyntax;
import java.util.List;

/** MongoDB 4.4 and newer: collections with a validator, changed by database commands. */
@AutoService(Dialect.class)
public final class MongoDialect implements Dialect {
  /** What its scripts are written in. */
  public static final CommandSyntax SYNTAX = new CommandSyntax();

  /** For the service loader. */
  public MongoDialect() {}

  @Override
  public String id() {
    return "mongodb";
  }

  @Override
  public String displayName() {
    return "MongoDB";
  }

  @Override
  public String connection() {
    return "mongo";
  }

  @Override
  public boolean holds(Table table) {
    return table.isCollection();
  }

  @Override
  public CommandSyntax syntax() {
    return SYNTAX;
  }

  @Override
  public List<Finding> check(Schema schema) {
    return MongoRules.check(schema);
  }

  @Override
  public List<Finding> checkChanges(ChangeSet changes) {
    return MongoRules.checkChanges(changes);
  }

  @Override
  public MigrationPlan plan(ChangeSet changes) {
    return MongoPlanner.plan(changes);
  }
}
