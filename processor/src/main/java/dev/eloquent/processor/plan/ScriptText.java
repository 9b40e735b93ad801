package dev.eloquent.processor.plan;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.split.CommandSyntax;
import dev.eloquent.processor.split.ScriptSyntax;
import dev.eloquent.processor.split.SqlSyntax;
import java.util.List;

/**
 * A plan as the text of the two files that are sealed: the script and its undo script.
 *
 * <p>The text names version and dialect, never the version's name, which sealing may still change.
 */
public sealed interface ScriptText permits SqlScriptText, CommandScriptText {
  /**
   * A writer for one version and dialect.
   *
   * @param dialectName as in messages: {@code PostgreSQL}
   */
  static ScriptText of(int version, String dialectName, ScriptSyntax syntax) {
    if (syntax instanceof SqlSyntax sql) {
      return new SqlScriptText(version, dialectName, sql);
    } else if (syntax instanceof CommandSyntax) {
      return new CommandScriptText();
    }
    throw new AssertionError(syntax);
  }

  /** The text of the file that migrates. */
  String up(MigrationPlan plan);

  /** The text of the file that takes it back. */
  String undo(MigrationPlan plan);

  /** What of the plan a file could not hold. */
  List<Finding> check(MigrationPlan plan);
}
