package dev.eloquent.processor.dialect;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.ForeignKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes the constraints whose SQL is the same everywhere. */
public final class ConstraintSql {
  private final Identifiers identifiers;
  private final UnaryOperator<String> stringLiteral;

  /** Creates a writer with a dialect's quoting of names and of strings. */
  public ConstraintSql(Identifiers identifiers, UnaryOperator<String> stringLiteral) {
    this.identifiers = identifiers;
    this.stringLiteral = stringLiteral;
  }

  /** {@code CONSTRAINT fk FOREIGN KEY (…) REFERENCES t (…) ON DELETE …}. */
  public String foreignKey(ForeignKey key) {
    return "CONSTRAINT "
        + identifiers.of(key.name())
        + " FOREIGN KEY ("
        + identifiers.list(key.columns())
        + ") REFERENCES "
        + identifiers.of(key.referencedTable())
        + " ("
        + identifiers.list(key.referencedColumns())
        + ")"
        + action(" ON DELETE ", key.onDelete())
        + action(" ON UPDATE ", key.onUpdate());
  }

  private static String action(String event, ReferentialAction action) {
    return action == ReferentialAction.NO_ACTION ? "" : event + action.name().replace('_', ' ');
  }

  /** {@code CONSTRAINT ck CHECK (…)}. */
  public String check(Check check) {
    return "CONSTRAINT " + identifiers.of(check.name()) + " CHECK (" + rule(check.rule()) + ")";
  }

  private String rule(CheckRule rule) {
    if (rule instanceof CheckRule.OneOf oneOf) {
      return oneOf(oneOf.column(), oneOf.values());
    }
    return ((CheckRule.Sql) rule).expression();
  }

  private String oneOf(String column, List<String> values) {
    if (values.isEmpty()) {
      return identifiers.of(column) + " IS NULL";
    }
    return values.stream()
        .map(stringLiteral)
        .collect(Collectors.joining(", ", identifiers.of(column) + " IN (", ")"));
  }
}
