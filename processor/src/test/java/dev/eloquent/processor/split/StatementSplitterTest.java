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
    return StatementSplitter.split(text, dialect.syntax()).stream()
        .map(SplitStatement::sql)
        .toList();
  }

  private static SplitException problem(String text, Syntaxes dialect) {
    return catchThrowableOfType(
        SplitException.class, () -> StatementSplitter.split(text, dialect.syntax()));
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
    assertThat(StatementSplitter.split(text.replace("\n", "\r\n"), Syntaxes.SQLITE.syntax()))
        .isEqualTo(StatementSplitter.split(text, Syntaxes.SQLITE.syntax()))
        .containsExactly(
            new SplitStatement("SELECT 'a\nb'", 2, List.of("c")),
            new SplitStatement("SELECT 2", 5, List.of()));
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
    List<SplitStatement> split = StatementSplitter.split(text, Syntaxes.SQLITE.syntax());
    assertThat(split)
        .containsExactly(
            new SplitStatement("A", 5, List.of("note: ' this", "reverse of 12")),
            new SplitStatement("B", 6, List.of()),
            new SplitStatement("C", 8, List.of()),
            new SplitStatement("D", 11, List.of("reverse of x", "reverse of 0")),
            new SplitStatement("E", 13, List.of("of E")));
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
        "POSTGRESQL | A E'x\\\\'; | 1 | 3 | '",
        "MYSQL | A 'x\\\\'; | 1 | 3 | '"
      })
  void whatHasNoEndIsAProblemWhereItBegins(
      Syntaxes dialect, String text, int line, int column, String opening) {
    String sql = text.replace("~", "").replace("\\\\", "\\");
    SplitException problem = problem("X;\n" + sql, dialect);
    assertThat(problem).hasMessage("no end of the text that " + opening + " opens");
    assertThat(problem.line()).isEqualTo(line + 1);
    assertThat(problem.column()).isEqualTo(column);
  }

  @Test
  void bodiesAreRefusedAndNotCutInPieces() throws Exception {
    SplitException problem =
        problem("CREATE TRIGGER t AFTER INSERT ON a\n BEGIN DELETE FROM b; END;", Syntaxes.SQLITE);
    assertThat(problem).hasMessageContaining("BEGIN … END");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(2);
    assertThat(problem("CREATE DEFINER=`r`@`l` PROCEDURE p() begin END;", Syntaxes.MYSQL))
        .hasMessageContaining("BEGIN … END");
    assertThat(problem("A;\nDELIMITER //", Syntaxes.MYSQL)).hasMessageContaining("DELIMITER");
    assertThat(sql("CREATE TABLE event (begin INT); BEGIN; COMMIT", Syntaxes.SQLITE)).hasSize(3);
    assertThat(sql("CREATE FUNCTION f() AS $$BEGIN; END$$; x", Syntaxes.POSTGRESQL)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Syntaxes.class)
  void aLongScriptIsReadInOnePass(Syntaxes dialect) throws Exception {
    // Quadratic work on these 4 million characters would take many minutes.
    String text = "INSERT INTO t VALUES ('a;b'); -- c\n/* ; */\n".repeat(100_000);
    assertThat(StatementSplitter.split(text, dialect.syntax())).hasSize(100_000);
    assertThat(problem("x; /*" + "/*".repeat(1_000_000), dialect)).isNotNull();
  }
}
