package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.PretendedVersion;
import dev.eloquent.migration.Statements;
import dev.eloquent.migration.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  private static List<String> lines(String dialect, PretendedVersion version) {
    List<String> lines = new ArrayList<>();
    new SqlScript(dialect, text -> lines.addAll(text.lines().toList())).version(version);
    return lines;
  }

  private static PretendedVersion version(int first, Transactions transactions, String... sql) {
    Statements<String> statements = Statements.of(List.of(sql));
    return new PretendedVersion(2, "V2__x.sql", false, false, statements, first, transactions);
  }

  @Test
  void saysWhatNoTransactionTakesAndWhatHasRun() {
    Transactions third = Transactions.each(new TreeSet<>(List.of(3)));
    assertThat(lines("postgresql", version(2, third, "SELECT 2", "VACUUM", "SELECT 4")))
        .containsExactly(
            "-- V2__x.sql, a transaction each statement",
            "-- From statement 2 on: those before it have run.",
            "SELECT 2;",
            "-- The next statement runs in no transaction.",
            "VACUUM;",
            "SELECT 4;");
  }

  @Test
  void saysThatAClassIsNoSql() {
    PretendedVersion java =
        new PretendedVersion(
            3, "shop.V3__Fill", true, true, Statements.of(List.of()), 1, Transactions.ONE);
    assertThat(lines("sqlite", java))
        .containsExactly(
            "-- V3: Java class shop.V3__Fill (undo)",
            "-- It is no SQL, and no part of this script.");
  }

  @Test
  void endsEachStatementSoThatItsEndIsFound() {
    assertThat(
            lines("mysql", version(1, Transactions.ONE, "BEGIN\nx; // y\nEND", "SELECT 1 # end")))
        .containsExactly(
            "-- V2__x.sql",
            "DELIMITER ///",
            "BEGIN",
            "x; // y",
            "END",
            "///",
            "DELIMITER ;",
            "SELECT 1 # end",
            ";");
    assertThat(lines("postgresql", version(1, Transactions.ONE, "COPY t FROM stdin;\n1\n\\.")))
        .containsExactly("-- V2__x.sql, one transaction", "COPY t FROM stdin;", "1", "\\.");
    assertThat(
            lines("postgresql", version(1, Transactions.ONE, "SELECT 1 -- one\n, 2", "SELECT 3;")))
        .endsWith("SELECT 1 -- one", ", 2;", "SELECT 3;");
  }
}
