package dev.eloquent.processor.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatementSplitterTest {
  private static List<String> sql(String text, Syntaxes dialect) throws SplitException {
    return dialect.syntax().split(text).stream().map(SplitStatement::sql).toList();
  }

  private static SplitStatement statement(String sql, int line, List<String> comments) {
    return new SplitStatement(sql, new StatementHead(line, 1, comments, true, false));
  }

  private static SplitException problem(String text, Syntaxes dialect) {
    return catchThrowableOfType(SplitException.class, () -> dialect.syntax().split(text));
  }

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void cutsAtSemicolonsAndTrims(Syntaxes dialect) throws Exception {
    assertThat(sql("\n SELECT 1 ;\tSELECT\n 2;;; ; SELECT 3", dialect))
        .containsExactly("SELECT 1", "SELECT\n 2", "SELECT 3");
    assertThat(sql("", dialect)).isEmpty();
    assertThat(sql("-- nothing; here\n/* or ; here */ ;\n", dialect)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void semicolonsInQuotesAndCommentsDoNotCut(Syntaxes dialect) throws Exception {
    String one = "SELECT 'a;''b', \"c;\"\"d\" -- e ; '\n, /* f ; ' \" */ 1";
    assertThat(sql(one + ";" + one, dialect)).containsExactly(one, one);
  }

  @Test
  void eachDatabaseHasItsOwnQuotes() throws Exception {
    assertThat(sql("SELECT `a;b`, [c;d`]; x", Syntaxes.SQLITE))
        .containsExactly("SELECT `a;b`, [c;d`]", "x");
    assertThat(sql("SELECT ARRAY[1;2]; x", Syntaxes.POSTGRESQL))
        .containsExactly("SELECT ARRAY[1", "2]", "x");
    assertThat(sql("SELECT $$;$$, $a$ $$; $a$, a$b$; c$b$", Syntaxes.POSTGRESQL))
        .containsExactly("SELECT $$;$$, $a$ $$; $a$, a$b$", "c$b$");
    assertThat(sql("SELECT 'a\\'; b', \"c\\\";d\"; x", Syntaxes.MYSQL))
        .containsExactly("SELECT 'a\\'; b', \"c\\\";d\"", "x");
    assertThat(sql("SELECT 'a\\'; x", Syntaxes.SQLITE)).containsExactly("SELECT 'a\\'", "x");
    assertThat(sql("SELECT 'a\\', E'\\';', e'b'\n '\\';', fe'\\'; x", Syntaxes.POSTGRESQL))
        .containsExactly("SELECT 'a\\', E'\\';', e'b'\n '\\';', fe'\\'", "x");
  }

  @Test
  void eachDatabaseHasItsOwnComments() throws Exception {
    assertThat(sql("SELECT 1 # ;\n + 1; x", Syntaxes.MYSQL))
        .containsExactly("SELECT 1 # ;\n + 1", "x");
    assertThat(sql("SELECT 1 # 2; x", Syntaxes.POSTGRESQL)).containsExactly("SELECT 1 # 2", "x");
    assertThat(sql("SELECT 5--3; x", Syntaxes.MYSQL)).containsExactly("SELECT 5--3", "x");
    assertThat(sql("SELECT 5--3; x\n; y", Syntaxes.SQLITE)).containsExactly("SELECT 5--3; x", "y");
    assertThat(sql("/* a /* b */ ; c */ x; y", Syntaxes.POSTGRESQL)).containsExactly("x", "y");
    assertThat(sql("/* a /* b */ ; x; y", Syntaxes.SQLITE)).containsExactly("x", "y");
    assertThat(sql("/*/ ; */ x", Syntaxes.SQLITE)).containsExactly("x");
    assertThat(sql("/*!40101 SET NAMES utf8mb4 */; /*M! x */; /* y */;", Syntaxes.MYSQL))
        .containsExactly("/*!40101 SET NAMES utf8mb4 */", "/*M! x */");
  }

  @Test
  void lineEndingsAndByteOrderMarkOfACheckoutDoNotMatter() throws Exception {
    String text = "\uFEFF-- c\nSELECT 'a\nb';\n\nSELECT 2;\n";
    assertThat(Syntaxes.SQLITE.syntax().split(text.replace("\n", "\r\n")))
        .isEqualTo(Syntaxes.SQLITE.syntax().split(text))
        .containsExactly(
            statement("SELECT 'a\nb'", 2, List.of("c")), statement("SELECT 2", 5, List.of()));
  }

  @Test
  void onlyCommentsDirectlyBeforeAStatementBelongToIt() throws Exception {
    String text =
        """
        -- reverse of 9

        -- note: ' this
        --reverse of 12
        A; -- reverse of 3
        B;
        -- reverse of 4
        /* between */ C;
        -- reverse of x
        -- reverse of 0
        D; -- of D
        -- of E
        E
        """;
    List<SplitStatement> split = Syntaxes.SQLITE.syntax().split(text);
    assertThat(split)
        .containsExactly(
            statement("A", 5, List.of("note: ' this", "reverse of 12")),
            statement("B", 6, List.of()),
            new SplitStatement("C", new StatementHead(8, 15, List.of(), true, false)),
            statement("D", 11, List.of("reverse of x", "reverse of 0")),
            statement("E", 13, List.of("of E")));
    assertThat(split.stream().map(SplitStatement::reverseOf)).containsExactly(12, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SQLITE | A;  B 'x'' | 1 | 7 | '",
        "SQLITE | A ~\"x; | 1 | 3 | \"",
        "SQLITE | A `x\\\\``; | 1 | 3 | `",
        "SQLITE | A [x; | 1 | 3 | [",
        "SQLITE | A; /* x; | 1 | 4 | /*",
        "POSTGRESQL | A /* x /* y */; | 1 | 3 | /*",
        "POSTGRESQL | A $t$ x $$; | 1 | 3 | $t$",
        "POSTGRESQL | A E'x\\\\'; | 1 | 4 | '",
        "MYSQL | A 'x\\\\'; | 1 | 3 | '",
        "MYSQL | A; B (x; C | 1 | 6 | (",
        "MYSQL | A ((x) y | 1 | 3 | ("
      })
  void whatHasNoEndIsAProblemWhereItBegins(
      Syntaxes dialect, String text, int line, int column, String opening) {
    String sql = text.replace("~", "").replace("\\\\", "\\");
    SplitException problem = problem("X;\n" + sql, dialect);
    assertThat(problem).hasMessage("no end of the text that " + opening + " opens");
    assertThat(problem.line()).isEqualTo(line + 1);
    assertThat(problem.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "MYSQL | CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN x; | 50 | no END of the block",
        "SQLITE | CREATE TRIGGER t AFTER INSERT ON a BEGIN END; | 8 | no END of the block",
        "POSTGRESQL | CREATE PROCEDURE p() BEGIN ATOMIC x; | 28 | no END of the block",
        "MYSQL | DELIMITER | 1 | DELIMITER names no delimiter",
        "MYSQL | DELIMITER // \\n A; B | 2 | no delimiter // ends this statement",
        "POSTGRESQL | COPY t FROM stdin;\\n1\\n\\. 2 | 1 | no line \\. ends the rows",
        "POSTGRESQL | COPY t FROM stdin | 1 | no line \\. ends the rows",
        "POSTGRESQL | COPY t FROM stdin; 1\\n\\. | 20 | begin on the line behind it",
        "POSTGRESQL | COPY t /*;\\n*/ FROM stdin;\\n\\. | 1 | cannot be told from its rows",
        "POSTGRESQL | \\connect x | 1 | command of the client program psql",
        "SQLITE | .read x | 1 | command of the client program sqlite3"
      })
  void whatCannotBeCutIsAProblemWhereItBegins(
      Syntaxes dialect, String text, int column, String message) {
    SplitException problem = problem(" X;\n" + text.replace("\\n", "\n"), dialect);
    assertThat(problem).hasMessageContaining(message);
    assertThat(problem.line()).isEqualTo(text.startsWith("DELIMITER //") ? 3 : 2);
    assertThat(problem.column()).isEqualTo(column);
  }

  @Test
  void aSqliteTriggerEndsAtItsOwnEnd() throws Exception {
    String trigger =
        """
        CREATE TEMP TRIGGER "t;" AFTER INSERT ON a BEGIN
          UPDATE b SET x = CASE WHEN NEW.y THEN 1 ELSE 2 END; -- END;
          DELETE FROM c WHERE "end" = ';END;';
        END""";
    assertThat(sql(trigger + ";x;explain " + trigger + " ; y", Syntaxes.SQLITE))
        .containsExactly(trigger, "x", "explain " + trigger, "y");
    // Flyway takes this BEGIN for a block, and reads to the end of the script.
    assertThat(sql("CREATE TABLE event (a); BEGIN; COMMIT; END", Syntaxes.SQLITE)).hasSize(4);
  }

  @Test
  void aPostgresqlBodyOfSqlEndsAtItsOwnEnd() throws Exception {
    String function =
        """
        CREATE OR REPLACE FUNCTION f(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC
          SELECT CASE WHEN x > 1 THEN 2 END;
          SELECT 'END;', (SELECT CASE x WHEN 1 THEN 2 END), t.end;
        END""";
    assertThat(sql(function + "; x", Syntaxes.POSTGRESQL)).containsExactly(function, "x");
    assertThat(sql("BEGIN; SELECT 1; END; x", Syntaxes.POSTGRESQL)).hasSize(4);
    assertThat(sql("CREATE FUNCTION f() AS $$BEGIN; END$$; x", Syntaxes.POSTGRESQL)).hasSize(2);
    String rule = "CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM b; DELETE FROM c)";
    assertThat(sql(rule + "; x", Syntaxes.POSTGRESQL)).containsExactly(rule, "x");
  }

  @Test
  void aMysqlBodyEndsAtItsOwnEnd() throws Exception {
    String procedure =
        """
        CREATE DEFINER=`r`@`l` PROCEDURE IF NOT EXISTS p(IN a INT)
        BEGIN
          DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END;
          SET @end = IF(a, 1, 2), NEW.case = REPEAT('x', 3);
          IF a THEN l: LOOP LEAVE l; END LOOP l; ELSEIF b THEN SET a = 1; END IF;
          WHILE a DO SET a = CASE a WHEN 1 THEN 2 END; END WHILE;
          REPEAT SET a = 1; UNTIL a END REPEAT;
          CASE a WHEN 1 THEN BEGIN END; ELSE SET a = 2; END CASE;
          FOR i IN 1..3 DO SET a = i; END FOR;
        END""";
    assertThat(sql(procedure + "; x", Syntaxes.MYSQL)).containsExactly(procedure, "x");
    String trigger =
        "create trigger t before insert on a for each row if new.b then set new.c = if(1, 2, 3);"
            + " if 1 then set @a = 1; end if; else set new.c = 4; end if";
    assertThat(sql(trigger + "; x", Syntaxes.MYSQL)).containsExactly(trigger, "x");
    String event =
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO WHILE 1 DO WHILE 0 DO x; END WHILE; END WHILE";
    assertThat(sql(event + "; x", Syntaxes.MYSQL)).containsExactly(event, "x");
    String plain = "CREATE FUNCTION f() RETURNS INT RETURN IF(1, 2, 3)";
    assertThat(sql(plain + "; x", Syntaxes.MYSQL)).containsExactly(plain, "x");
    String block = "BEGIN NOT ATOMIC DECLARE a INT; SET a = 1; END";
    assertThat(sql(block + "; BEGIN; COMMIT", Syntaxes.MYSQL)).hasSize(3).startsWith(block);
  }

  @Test
  void delimiterIsTheClientsCommandAndNoStatement() throws Exception {
    String text =
        """
        A;
        delimiter $$  -- for the body
        -- reverse of 2
        CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN x; END$$
        B '$$;' (; $$ $$
        DELIMITER ;;
        C;$$;;
        DELIMITER //
        SELECT delimiter // DELIMITER ;
        D; delimiters""";
    assertThat(sql(text, Syntaxes.MYSQL))
        .containsExactly(
            "A",
            "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN x; END",
            "B '$$;' (;",
            "C;$$",
            "SELECT delimiter",
            "D",
            "delimiters");
    assertThat(Syntaxes.MYSQL.syntax().split(text).get(1).reverseOf()).isEqualTo(2);
    assertThat(sql("DELIMITER //", Syntaxes.SQLITE)).containsExactly("DELIMITER //");
  }

  @Test
  void copyHoldsItsRows() throws Exception {
    String text =
        """
        COPY "a;" (b, c) FROM stdin WITH (FORMAT text); \s
        1\t'$$; \s
         \\.
        \\.x

        \\.
        copy d from STDIN;
        \\.
        COPY e FROM '/f'; x
        """;
    for (String end : List.of("\n", "\r\n")) {
      assertThat(sql(text.replace("\n", end), Syntaxes.POSTGRESQL))
          .containsExactly(
              "COPY \"a;\" (b, c) FROM stdin WITH (FORMAT text);\n1\t'$$;  \n \\.\n\\.x\n\n\\.",
              "copy d from STDIN;\n\\.",
              "COPY e FROM '/f'",
              "x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POSTGRESQL | CREATE INDEX CONCURRENTLY i ON t (a) | false",
        "POSTGRESQL | create unique index concurrently i on t (a) | false",
        "POSTGRESQL | CREATE INDEX i ON t (a) | true",
        "POSTGRESQL | DROP INDEX CONCURRENTLY i | false",
        "POSTGRESQL | VACUUM (ANALYZE) t | false",
        "POSTGRESQL | CREATE DATABASE d | false",
        "POSTGRESQL | ALTER SYSTEM SET a = 1 | false",
        "POSTGRESQL | REINDEX (VERBOSE) DATABASE d | false",
        "POSTGRESQL | REINDEX TABLE t | true",
        "POSTGRESQL | REINDEX TABLE CONCURRENTLY t | false",
        "POSTGRESQL | ALTER TABLE t DETACH PARTITION p CONCURRENTLY | false",
        "POSTGRESQL | DISCARD ALL | false",
        "POSTGRESQL | INSERT INTO vacuum VALUES (1) | true",
        "SQLITE | VACUUM | false",
        "SQLITE | PRAGMA main.foreign_keys = OFF | false",
        "SQLITE | pragma foreign_keys(0) | false",
        "SQLITE | PRAGMA foreign_keys | true",
        "SQLITE | PRAGMA user_version = 3 | true",
        "MYSQL | CREATE TABLE t (a INT) | true"
      })
  void saysWhatCannotRunInATransaction(Syntaxes dialect, String text, boolean transactional)
      throws Exception {
    assertThat(dialect.syntax().split(text + ";"))
        .singleElement()
        .extracting(s -> s.head().transactional())
        .isEqualTo(transactional);
  }

  @Test
  void aStringThatGoesOnOnTheNextLineKeepsItsEscapes() throws Exception {
    assertThat(sql("SELECT E'a' -- ;'\n  'b\\';', '\\'; x", Syntaxes.POSTGRESQL)).hasSize(2);
    assertThat(sql("SELECT E'a', '\\'; x", Syntaxes.POSTGRESQL)).hasSize(2);
    assertThat(sql("SELECT E'a'\n, '\\'; x", Syntaxes.POSTGRESQL)).hasSize(2);
    assertThat(sql("SELECT U&'\\', N'\\', x'', B'1', name'\\'; x", Syntaxes.POSTGRESQL)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void aLongScriptIsReadInOnePass(Syntaxes dialect) throws Exception {
    // Quadratic work on these 4 million characters would take many minutes.
    String text = "INSERT INTO t VALUES ('a;b'); -- c\n/* ; */\n".repeat(100_000);
    assertThat(dialect.syntax().split(text)).hasSize(100_000);
    assertThat(problem("x; /*" + "/*".repeat(1_000_000), dialect)).isNotNull();
  }
}
