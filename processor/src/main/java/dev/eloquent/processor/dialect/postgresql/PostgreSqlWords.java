package dev.eloquent.processor.dialect.postgresql;

import java.util.Set;

/**
 * The words that PostgreSQL does not take as an unquoted table or column name.
 *
 * <p>Those marked "reserved" (with "can be function or type" or not) for PostgreSQL in <a
 * href="https://www.postgresql.org/docs/current/sql-keywords-appendix.html">appendix C, SQL Key
 * Words</a>.
 */
final class PostgreSqlWords {
  static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization binary both case cast \
          check collate collation column concurrently constraint create cross current_catalog \
          current_date current_role current_schema current_time current_timestamp current_user \
          default deferrable desc distinct do else end except false fetch for foreign freeze from \
          full grant group having ilike in initially inner intersect into is isnull join lateral \
          leading left like limit localtime localtimestamp natural not notnull null offset on only \
          or order outer overlaps placing primary references returning right select session_user \
          similar some symmetric system_user table tablesample then to trailing true union unique \
          user using variadic verbose when where window with"""
              .split(" "));

  private PostgreSqlWords() {}
}
