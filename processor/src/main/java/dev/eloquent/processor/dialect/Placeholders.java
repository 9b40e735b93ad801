package dev.eloquent.processor.dialect;

import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnRules;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.DefaultValue.Expression;
import dev.eloquent.processor.schema.DefaultValue.Literal;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows get in a {@code NOT NULL} column that a reverse adds again and whose values are lost:
 * zero, the empty text, the first constant of an enum, a new UUID.
 */
public final class Placeholders implements ColumnType.Visitor<DefaultValue> {
  private final String newUuid;

  private Placeholders(String newUuid) {
    this.newUuid = newUuid;
  }

  /**
   * The placeholder for a column.
   *
   * @param newUuid the SQL expression that makes a UUID
   */
  public static DefaultValue of(Table table, Column column, String newUuid) {
    return table.checks().stream()
        .filter(
            c -> c.rule() instanceof CheckRule.OneOf rule && rule.column().equals(column.name()))
        .map(c -> ((CheckRule.OneOf) c.rule()).values())
        .filter(values -> !values.isEmpty())
        .map(List::iterator)
        .map(values -> (DefaultValue) new Literal(values.next()))
        .findFirst()
        .orElseGet(() -> column.type().accept(new Placeholders(newUuid)));
  }

  /**
   * What the undo file says of a dropped column.
   *
   * @param table the table that has it
   * @param placeholder as SQL, and null if rows get the default or {@code NULL}
   */
  public static String note(Table table, Column column, @Nullable String placeholder) {
    String place = table.name() + "." + column.name();
    StringBuilder note = new StringBuilder("the values of " + place + " are lost");
    if (placeholder != null) {
      boolean uuid = column.type() instanceof ColumnType.Uuid;
      note.append(", rows get ").append(uuid ? "new UUIDs" : placeholder);
    }
    List<String> rules = ColumnRules.mayRefuse(table, column);
    if (!rules.isEmpty()) {
      note.append("; with rows, this stops if " + String.join(" or ", rules) + " refuses that");
    }
    return note.toString();
  }

  /** Whether rows need a placeholder in a column that is added again. */
  public static boolean isNeeded(Column column) {
    return !column.nullable() && !column.identity() && column.defaultValue() == null;
  }

  @Override
  public DefaultValue bool() {
    return new Literal("false");
  }

  @Override
  public DefaultValue integer(ColumnType.Int type) {
    return new Literal("0");
  }

  @Override
  public DefaultValue real(ColumnType.Real type) {
    return new Literal("0");
  }

  @Override
  public DefaultValue decimal(ColumnType.Decimal type) {
    return new Literal("0");
  }

  @Override
  public DefaultValue character(ColumnType.Char type) {
    return new Literal("");
  }

  @Override
  public DefaultValue varchar(ColumnType.Varchar type) {
    return new Literal("");
  }

  @Override
  public DefaultValue text() {
    return new Literal("");
  }

  @Override
  public DefaultValue varbinary(ColumnType.Varbinary type) {
    return new Literal("");
  }

  @Override
  public DefaultValue blob() {
    return new Literal("");
  }

  @Override
  public DefaultValue uuid() {
    return new Expression(newUuid);
  }

  @Override
  public DefaultValue date() {
    return new Literal("1970-01-02");
  }

  @Override
  public DefaultValue time() {
    return new Literal("00:00");
  }

  @Override
  public DefaultValue timestamp(ColumnType.Timestamp type) {
    // A day after the epoch: MySQL's TIMESTAMP begins one second after it, in UTC.
    return new Literal("1970-01-02T00:00");
  }

  @Override
  public DefaultValue json() {
    return new Literal("{}");
  }
}
