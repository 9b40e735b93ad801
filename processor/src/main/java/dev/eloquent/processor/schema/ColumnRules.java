package dev.eloquent.processor.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which rules of a table may refuse a value that all rows get in one of its columns. */
public final class ColumnRules {
  private ColumnRules() {}

  /**
   * What may refuse what rows get when the column is there again and its values are lost, each such
   * as {@code check ck_score}; empty if nothing does. An enum's own check takes its first constant,
   * and rows get {@code NULL} where that is allowed.
   */
  public static List<String> mayRefuse(Table table, Column column) {
    boolean isNull = column.nullable() && column.defaultValue() == null;
    if (isNull || column.identity()) {
      return List.of();
    }
    List<String> rules = new ArrayList<>();
    boolean same = !(column.type() instanceof ColumnType.Uuid) || column.defaultValue() != null;
    if (same && table.primaryKey().contains(column.name())) {
      rules.add("the primary key");
    }
    for (Index index : table.indexes()) {
      if (same && index.unique() && has(index, column)) {
        rules.add("unique index " + index.name());
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(column.name())) {
        rules.add("foreign key " + key.name());
      }
    }
    for (Check check : table.checks()) {
      // A default is a value that the checks take.
      if (column.defaultValue() == null
          && check.rule() instanceof CheckRule.Sql rule
          && mentions(rule.expression(), column.name())) {
        rules.add("check " + check.name());
      }
    }
    return rules;
  }

  private static boolean has(Index index, Column column) {
    return index.columns().stream().anyMatch(c -> c.name().equals(column.name()));
  }

  private static boolean mentions(String sql, String name) {
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    return Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", flags).matcher(sql).find();
  }
}
