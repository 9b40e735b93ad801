package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.dialect.Identifiers;
import java.util.Set;

/** Identifiers and text literals. */
final class SqliteNames {
  // https://www.sqlite.org/lang_keywords.html; true and false are no keywords, but read as numbers.
  private static final String KEYWORDS =
      """
      abort action add after all alter always analyze and as asc attach autoincrement before begin
      between by cascade case cast check collate column commit conflict constraint create cross
      current current_date current_time current_timestamp database default deferrable deferred delete
      desc detach distinct do drop each else end escape except exclude exclusive exists explain fail
      filter first following for foreign from full generated glob group groups having if ignore
      immediate in index indexed initially inner insert instead intersect into is isnull join key last
      left like limit match materialized natural no not nothing notnull null nulls of offset on or
      order others outer over partition plan pragma preceding primary query raise range recursive
      references regexp reindex release rename replace restrict returning right rollback row rows
      savepoint select set table temp temporary then ties to transaction trigger unbounded union
      unique update using vacuum values view virtual when where window with without true false
      """;

  private static final Identifiers IDENTIFIERS =
      new Identifiers('"', Set.of(KEYWORDS.strip().split("\\s+")));

  private SqliteNames() {}

  /** The name as SQL. */
  static String id(String name) {
    return IDENTIFIERS.of(name);
  }

  /** The names as SQL, separated by commas. */
  static String list(Iterable<String> names) {
    return IDENTIFIERS.list(names);
  }

  /**
   * The text as a literal, or as an expression in parentheses where a literal cannot be kept in a
   * file: Flyway would take <code>${</code> for a placeholder, and a checkout may change {@code
   * \r}.
   */
  static String text(String value) {
    String literal =
        ("'" + value.replace("'", "''") + "'")
            .replace("${", "$' || '{")
            .replace("\r", "' || char(13) || '");
    return isPlain(value) ? literal : "(" + literal + ")";
  }

  /** A user's expression in parentheses, which a trailing comment must not swallow. */
  static String parenthesized(String expression) {
    return "(" + expression + (expression.contains("--") ? "\n)" : ")");
  }

  /** Whether {@link #text} is a literal. */
  static boolean isPlain(String value) {
    return !value.contains("${") && value.indexOf('\r') < 0;
  }
}
