package dev.eloquent.processor.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.Checksums;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.database.sqlite.SQLiteParser;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.mysql.MySQLParser;
import org.flywaydb.database.postgresql.PostgreSQLCopyParsedStatement;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway's own parser cuts scripts as we do. */
class FlywayParserTest {
  private static final int SCRIPTS = Integer.getInteger("split.scripts", 1_500);
  private static final long SEED = Long.getLong("split.seed", 1);

  /** What both must agree on. */
  record Cut(String sql, int line, boolean transactional) {}

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void flywayCutsRandomScriptsAsWeDo(Syntaxes dialect) throws Exception {
    int statements = 0;
    for (long seed = SEED; seed < SEED + SCRIPTS; seed++) {
      String text = new FlywayScripts(seed, dialect).script();
      String what = dialect + ", -Dsplit.seed=" + seed + " -Dsplit.scripts=1:\n" + text;
      List<Cut> ours;
      try {
        ours = ours(text, dialect);
      } catch (SplitException e) {
        throw new AssertionError(what, e);
      }
      assertThat(ours).as(what).isEqualTo(flyway(text, dialect));
      statements += ours.size();
    }
    assertThat(statements).isGreaterThanOrEqualTo(SCRIPTS > 1 ? 2 * SCRIPTS : 0);
  }

  /** What Flyway gets wrong, so that the database refuses its statement, or never sees it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SQLITE | SELECT [a;b] | 1",
        "SQLITE | BEGIN; SELECT 1; COMMIT | 3",
        "SQLITE | /* a /* b */ SELECT 1; SELECT 2 | 2",
        "SQLITE | (SELECT 1) UNION SELECT 2 | 1",
        "SQLITE | SELECT x'', \"end\", 'a' AS end; SELECT 2 | 2",
        "MYSQL | SELECT 5--3; SELECT 2 | 2",
        "MYSQL | /*! SET @a = 1 */; /*M!100100 SET @a = 1 */ | 2",
        "MYSQL | CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF 1 THEN SET @a = 1; END IF | 1",
        "MYSQL | CREATE PROCEDURE p() BEGIN FOR i IN 1..2 DO SET @a = i; END FOR; END | 1",
        "MYSQL | CREATE PROCEDURE p() BEGIN SET @end = 1; SET @a = 2; END | 1",
        "POSTGRESQL | SELECT e'\\'; ' | 1",
        "POSTGRESQL | SELECT $1; SELECT $2 | 2",
        "POSTGRESQL | SELECT b'\\'; SELECT B'\\'; SELECT 2 | 3"
      })
  void whereFlywayIsWrongWeAreNot(Syntaxes dialect, String text, int statements) throws Exception {
    List<Cut> ours = ours(text, dialect);
    assertThat(ours).hasSize(statements);
    List<Cut> theirs;
    try {
      theirs = flyway(text, dialect);
    } catch (FlywayException e) {
      return;
    }
    assertThat(theirs).isNotEqualTo(ours);
  }

  /** What no transaction takes, and what only looks like it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | false | CREATE INDEX CONCURRENTLY i ON t (a)",
        "POSTGRESQL | false | create unique index concurrently if not exists i on t (a)",
        "POSTGRESQL | false | CREATE /* x */ INDEX CONCURRENTLY i ON t (a)",
        "POSTGRESQL | false | DROP INDEX CONCURRENTLY IF EXISTS i",
        "POSTGRESQL | false | REINDEX SCHEMA s",
        "POSTGRESQL | false | REINDEX DATABASE d",
        "POSTGRESQL | false | REINDEX SYSTEM d",
        "POSTGRESQL | false | VACUUM",
        "POSTGRESQL | false | VACUUM FULL t",
        "POSTGRESQL | false | ALTER SYSTEM SET work_mem = '8MB'",
        "POSTGRESQL | false | CREATE DATABASE d",
        "POSTGRESQL | false | DROP DATABASE d",
        "POSTGRESQL | false | CREATE TABLESPACE x LOCATION '/x'",
        "POSTGRESQL | false | DROP TABLESPACE x",
        "POSTGRESQL | false | CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
        "POSTGRESQL | false | DROP SUBSCRIPTION s",
        "POSTGRESQL | false | DISCARD ALL",
        "POSTGRESQL | true | CREATE INDEX i ON t (a)",
        "POSTGRESQL | true | REINDEX INDEX i",
        "POSTGRESQL | true | REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "POSTGRESQL | true | SELECT 'VACUUM'",
        "SQLITE | false | PRAGMA foreign_keys = OFF",
        "SQLITE | true | PRAGMA user_version = 3",
        "SQLITE | true | ATTACH 'x.db' AS x",
        "MYSQL | true | ALTER TABLE t ADD a INT, ALGORITHM = INPLACE"
      })
  void bothKnowWhatNoTransactionTakes(Syntaxes dialect, boolean transactional, String text)
      throws Exception {
    assertThat(ours(text, dialect)).extracting(Cut::transactional).containsExactly(transactional);
    assertThat(flyway(text, dialect)).isEqualTo(ours(text, dialect));
  }

  /**
   * What Flyway takes for the other kind, so that its settings must say it: what the database does
   * not take, and, without a connection that says 12 or newer, what it took not always.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | false | REINDEX INDEX CONCURRENTLY i",
        "POSTGRESQL | false | REINDEX TABLE CONCURRENTLY t",
        "POSTGRESQL | false | ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
        "POSTGRESQL | true | ALTER TYPE mood ADD VALUE 'x'",
        "SQLITE | false | VACUUM",
        "SQLITE | false | PRAGMA journal_mode = WAL",
        "SQLITE | true | PRAGMA foreign_keys"
      })
  void whatFlywayDoesNotKnowAsWeDo(Syntaxes dialect, boolean transactional, String text)
      throws Exception {
    assertThat(ours(text, dialect)).extracting(Cut::transactional).containsExactly(transactional);
    assertThat(flyway(text, dialect))
        .extracting(Cut::transactional)
        .containsExactly(!transactional);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQLITE | CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;",
        "MYSQL | CREATE PROCEDURE p() BEGIN SELECT 1;",
        "POSTGRESQL | CREATE FUNCTION f() BEGIN ATOMIC SELECT 1;"
      })
  void bothRefuseWhatHasNoEnd(Syntaxes dialect, String text) {
    assertThatThrownBy(() -> ours(text, dialect)).isInstanceOf(SplitException.class);
    assertThatThrownBy(() -> flyway(text, dialect)).isInstanceOf(FlywayException.class);
  }

  private static List<Cut> ours(String text, Syntaxes dialect) throws SplitException {
    return dialect.syntax().split(text).stream()
        .map(s -> new Cut(s.sql(), s.line(), s.head().transactional()))
        .toList();
  }

  private static Parser parser(Syntaxes dialect) {
    Configuration configuration = new FluentConfiguration().placeholderReplacement(false);
    return switch (dialect) {
      case POSTGRESQL -> new PostgreSQLParser(configuration, new ParsingContext());
      case MYSQL -> new MySQLParser(configuration, new ParsingContext());
      case SQLITE -> new SQLiteParser(configuration, new ParsingContext());
    };
  }

  /** Flyway keeps line endings, and the comments before a statement in it; we take both off. */
  static List<Cut> flyway(String text, Syntaxes dialect) throws Exception {
    List<Cut> statements = new ArrayList<>();
    try (SqlStatementIterator all = parser(dialect).parse(new StringResource(text))) {
      while (all.hasNext()) {
        SqlStatement next = all.next();
        String sql = withoutComments(Checksums.normalizeLineEndings(next.getSql()), dialect);
        if (next instanceof PostgreSQLCopyParsedStatement) {
          Field data = PostgreSQLCopyParsedStatement.class.getDeclaredField("copyData");
          data.setAccessible(true);
          sql += ";\n" + Checksums.normalizeLineEndings((String) data.get(next)) + "\\.";
        }
        statements.add(new Cut(sql, next.getLineNumber(), next.canExecuteInTransaction()));
      }
    }
    return statements;
  }

  private static String withoutComments(String sql, Syntaxes dialect) {
    String text = sql.trim();
    while (true) {
      int end;
      if (text.startsWith("--") || (dialect == Syntaxes.MYSQL && text.startsWith("#"))) {
        end = text.indexOf('\n') + 1;
      } else if (text.startsWith("/*") && !text.startsWith("/*!")) {
        end = text.indexOf("*/") + 2;
      } else {
        return text;
      }
      text = text.substring(end).trim();
    }
  }
}
