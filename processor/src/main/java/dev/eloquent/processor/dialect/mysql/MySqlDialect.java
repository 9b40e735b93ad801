package dev.eloquent.processor.dialect.mysql;

import com.google.auto.service.AutoService;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.ChangeRules;
import dev.eloquent.processor.dialect.Conversions;
import dev.eloquent.processor.dialect.Conversions.Family;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.dialect.SchemaRules;
import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.dialect.Steps.Survivor;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.split.SqlSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL 8.0.19 and later and MariaDB 10.6 and later, which run the same scripts. */
@AutoService(Dialect.class)
public final class MySqlDialect implements Dialect {
  static final String NAME = "MySQL";

  @Override
  public String id() {
    return "mysql";
  }

  @Override
  public String displayName() {
    return "MySQL and MariaDB";
  }

  @Override
  public String connection() {
    return "mysql";
  }

  @Override
  public SqlSyntax syntax() {
    return new SqlSyntax(true, false, true, true, false, false, SqlSyntax.Client.MYSQL);
  }

  @Override
  public List<Finding> check(Schema schema) {
    return MySqlRules.check(schema);
  }

  @Override
  public List<Finding> checkChanges(ChangeSet changes) {
    SchemaRules rules = MySqlRules.newRules();
    ChangeRules.check(changes, rules, MySqlDialect::refused);
    List<Finding> findings = new ArrayList<>(rules.findings());
    Steps steps = new Steps(changes);
    Map<String, Integer> dropped = new HashMap<>();
    steps.all(DropColumn.class).forEach(c -> dropped.merge(c.table(), 1, Integer::sum));
    for (Survivor table : steps.survivors()) {
      int columns = table.before().columns().size();
      if (dropped.getOrDefault(table.before().name(), 0) == columns) {
        String name = table.after().name();
        findings.add(Finding.of(Problem.MYSQL_ALL_COLUMNS, SchemaPath.table(name), name));
      }
    }
    return findings;
  }

  private static Optional<String> refused(ColumnType from, ColumnType to) {
    Family a = Conversions.family(from);
    Family b = Conversions.family(to);
    if (a != b && (a == Family.INSTANT || b == Family.INSTANT)) {
      return Optional.of("MySQL converts TIMESTAMP in the time zone of whichever session runs it");
    }
    boolean boolText =
        (a == Family.BOOL && b == Family.TEXT) || (a == Family.TEXT && b == Family.BOOL);
    return boolText ? Optional.of("MySQL keeps truth values as 1 and 0") : Optional.empty();
  }

  @Override
  public MigrationPlan plan(ChangeSet changes) {
    return MySqlPlanner.plan(changes);
  }
}
