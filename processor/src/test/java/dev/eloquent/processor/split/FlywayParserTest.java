package dev.eloquent.processor.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.plan.ScriptText;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.database.sqlite.SQLiteParser;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.mysql.MySQLParser;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway's own parser cuts what we write as we do. */
class FlywayParserTest {
  private static final List<String> STATEMENTS =
      List.of(
          "CREATE TABLE \"a;b\"\"c\nd😀\" (x INTEGER DEFAULT 5, CONSTRAINT pk PRIMARY KEY (x))",
          "INSERT INTO t VALUES ('it''s; -- no /* comment', '', ';')",
          "ALTER TABLE t ADD COLUMN \"BEGIN\" TEXT DEFAULT 'END;\n\n-- reverse of 3\n'",
          "CREATE UNIQUE INDEX \"--\" ON \"/*\" (\"*/\" DESC) WHERE x > 0",
          "ALTER TABLE t ADD CONSTRAINT c CHECK (x /* ; */ > 1 -- ;\n)",
          "DROP TABLE t");

  private static List<String> extra(Syntaxes dialect) {
    return switch (dialect) {
      case POSTGRESQL -> List.of("SELECT $$;'$$, $a$ ; $$ $a$", "SELECT E'\\\\;', 1 # 2");
      case MYSQL -> List.of("SELECT 'a\\';', `b;``c`", "SELECT 1 # ;\n+ 1", "SELECT '\\\\'");
      // Flyway does not know [ ] on SQLite: a semicolon in it cuts. We never write it.
      case SQLITE -> List.of("SELECT `a;``b`, [cd], 'e\\'");
    };
  }

  private static Parser parser(Syntaxes dialect) {
    Configuration configuration = new FluentConfiguration();
    return switch (dialect) {
      case POSTGRESQL -> new PostgreSQLParser(configuration, new ParsingContext());
      case MYSQL -> new MySQLParser(configuration, new ParsingContext());
      case SQLITE -> new SQLiteParser(configuration, new ParsingContext());
    };
  }

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void flywayCutsAsWeDo(Syntaxes dialect) throws Exception {
    List<PlannedStatement> planned = new ArrayList<>();
    STATEMENTS.forEach(sql -> planned.add(PlannedStatement.of("it's; \"x", sql, sql)));
    extra(dialect).forEach(sql -> planned.add(PlannedStatement.of("y", sql, sql)));
    MigrationPlan plan = new MigrationPlan(planned);
    ScriptText script = new ScriptText(1, "X", dialect.syntax());
    for (String text : List.of(script.up(plan), script.undo(plan))) {
      List<String> ours =
          StatementSplitter.split(text, dialect.syntax()).stream()
              .map(SplitStatement::sql)
              .toList();
      assertThat(flyway(text, dialect)).isEqualTo(ours).hasSize(planned.size());
    }
  }

  /** Flyway leaves the comments before a statement in it; we take them off. */
  private static List<String> flyway(String text, Syntaxes dialect) throws SplitException {
    List<String> statements = new ArrayList<>();
    try (SqlStatementIterator all = parser(dialect).parse(new StringResource(text))) {
      while (all.hasNext()) {
        List<SplitStatement> one = StatementSplitter.split(all.next().getSql(), dialect.syntax());
        one.forEach(s -> statements.add(s.sql()));
        assertThat(one).hasSize(1);
      }
    }
    return statements;
  }
}
