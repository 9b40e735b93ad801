package dev.eloquent.processor.plan;

import dev.eloquent.format.ScriptHeader;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.plan.MigrationPlan.Reverse;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.processor.split.SqlSyntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL. Every statement is followed by {@code ;} and preceded by its comment; in the undo file by
 * {@code -- reverse of K}, K being the number, from 1, of the forward statement.
 */
final class SqlScriptText implements ScriptText {
  private static final String PLACEHOLDER = "${";

  private final int version;
  private final String dialectName;
  private final SqlSyntax syntax;

  /**
   * Creates a writer for one version and dialect.
   *
   * @param dialectName as in messages: {@code PostgreSQL}
   */
  SqlScriptText(int version, String dialectName, SqlSyntax syntax) {
    this.version = version;
    this.dialectName = dialectName;
    this.syntax = syntax;
  }

  @Override
  public String up(MigrationPlan plan) {
    StringBuilder text = header("V" + version + " for " + dialectName);
    if (plan.statements().isEmpty()) {
      text.append("\n-- This version changes nothing on ").append(dialectName).append(".\n");
    }
    for (PlannedStatement statement : plan.statements()) {
      text.append('\n');
      comment(text, statement.comment());
      text.append(statement.sql()).append(";\n");
    }
    return text.toString();
  }

  @Override
  public String undo(MigrationPlan plan) {
    StringBuilder text = header("Undoes V" + version + " for " + dialectName);
    List<Reverse> reverse = plan.reverse();
    if (reverse.isEmpty()) {
      text.append("\n-- There is nothing to undo on ").append(dialectName).append(".\n");
    }
    for (Reverse statement : reverse) {
      text.append('\n');
      comment(text, "reverse of " + statement.of());
      if (!statement.note().isEmpty()) {
        comment(text, "note: " + statement.note());
      }
      text.append(statement.sql()).append(";\n");
    }
    return text.toString();
  }

  /**
   * What of the plan a file could not hold: Flyway placeholders, and SQL that is cut elsewhere when
   * the file is read again (an expression with an open quote or a trailing comment).
   */
  @Override
  public List<Finding> check(MigrationPlan plan) {
    List<Finding> findings = new ArrayList<>();
    for (PlannedStatement statement : plan.statements()) {
      check(statement.comment(), statement.sql(), findings);
      for (String reverse : statement.reverse()) {
        check("reverse of: " + statement.comment(), reverse, findings);
      }
    }
    return findings;
  }

  private void check(String what, String sql, List<Finding> findings) {
    if (sql.contains(PLACEHOLDER)) {
      findings.add(Finding.of(Problem.SCRIPT_PLACEHOLDER, null, dialectName, oneLine(what)));
    } else if (!isWritable(sql) || !isOneStatement(sql)) {
      findings.add(Finding.of(Problem.SCRIPT_NOT_ONE_STATEMENT, null, dialectName, oneLine(what)));
    }
  }

  /** Whether UTF-8 keeps it, and no database's C code ends at a NUL in it. */
  private static boolean isWritable(String sql) {
    return sql.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(sql);
  }

  private boolean isOneStatement(String sql) {
    try {
      // The second statement shows whether the first one reaches beyond its own semicolon.
      List<SplitStatement> split = syntax.split(sql + ";\nEND;\n");
      return split.size() == 2 && split.get(0).sql().equals(sql);
    } catch (SplitException e) {
      return false;
    }
  }

  private static StringBuilder header(String what) {
    return new StringBuilder(ScriptHeader.generated(what));
  }

  private static void comment(StringBuilder text, String comment) {
    text.append("-- ").append(oneLine(comment)).append('\n');
  }

  /** Keeps names with line breaks inside the comment, and Flyway from seeing a placeholder. */
  private static String oneLine(String comment) {
    return comment.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", " ").replace("${", "$ {");
  }
}
