package dev.eloquent.processor.plan;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.plan.MigrationPlan.Reverse;
import dev.eloquent.processor.schema.JsonText;
import dev.eloquent.processor.split.CommandSyntax;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands, one a line in a JSON array; of the reverse ones each names the forward one that it
 * reverses, in the command's own comment.
 */
final class CommandScriptText implements ScriptText {
  @Override
  public String up(MigrationPlan plan) {
    return list(plan.statements().stream().map(PlannedStatement::sql).toList());
  }

  @Override
  public String undo(MigrationPlan plan) {
    List<String> commands = new ArrayList<>();
    for (Reverse reverse : plan.reverse()) {
      String note = reverse.note().isEmpty() ? "" : "; " + reverse.note();
      commands.add(commented(reverse.sql(), "reverse of " + reverse.of() + note));
    }
    return list(commands);
  }

  /** Every command is written by a JSON writer, so a file can hold it. */
  @Override
  public List<Finding> check(MigrationPlan plan) {
    return List.of();
  }

  private static String list(List<String> commands) {
    return commands.isEmpty()
        ? CommandSyntax.EMPTY
        : "[\n" + String.join(",\n", commands) + "\n]\n";
  }

  /** The command with a comment as its last property. */
  private static String commented(String command, String comment) {
    StringBuilder text = new StringBuilder(command);
    text.setLength(text.length() - 1);
    text.append(",\"comment\":");
    JsonText.quote(text, comment);
    return text.append('}').toString();
  }
}
