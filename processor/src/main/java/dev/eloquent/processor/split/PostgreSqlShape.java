package dev.eloquent.processor.split;

import java.util.Set;
import java.util.regex.Pattern;

/** {@code BEGIN ATOMIC … END} bodies, {@code COPY … FROM stdin}, and what no transaction takes. */
final class PostgreSqlShape extends StatementShape {
  private static final Set<String> WATCHED =
      Set.of("CREATE", "DROP", "ALTER", "VACUUM", "REINDEX", "DISCARD", "COPY");
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION) .*"
              + "|ALTER SYSTEM .*"
              + "|(CREATE( UNIQUE)?|DROP) INDEX CONCURRENTLY .*"
              + "|REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM) .*"
              + "|REINDEX( VERBOSE)? (INDEX|TABLE) CONCURRENTLY .*"
              + "|ALTER TABLE .*DETACH PARTITION .*CONCURRENTLY .*"
              + "|VACUUM .*"
              + "|DISCARD ALL .*");

  /** So many words at the beginning are enough for {@link #OUTSIDE}. */
  private static final int HEAD = 12;

  private final StringBuilder head = new StringBuilder();
  private int words;
  private boolean watching = true;
  private boolean routine;
  private int blocks;
  private boolean copy;
  private String last = "";

  @Override
  void reset() {
    head.setLength(0);
    words = 0;
    watching = true;
    routine = false;
    blocks = 0;
    copy = false;
    last = "";
  }

  @Override
  void token(String token) {
    if (words == 0 && !WATCHED.contains(token)) {
      watching = false;
    } else if (routine) {
      body(token);
    } else if (Lexer.isWordStart(token.charAt(0))) {
      head(token);
    }
    last = token;
  }

  private void head(String word) {
    head.append(word).append(' ');
    words++;
    boolean created =
        head.indexOf("CREATE ") == 0 && (words == 2 || head.indexOf("CREATE OR REPLACE ") == 0);
    routine = created && words <= 4 && (word.equals("FUNCTION") || word.equals("PROCEDURE"));
    copy |= head.indexOf("COPY ") == 0 && last.equals("FROM") && word.equals("STDIN");
    watching = !copy && (words < HEAD || routine || head.indexOf("COPY ") == 0);
  }

  private void body(String token) {
    if (token.equals("ATOMIC") && last.equals("BEGIN")) {
      blocks++;
    } else if (blocks > 0 && token.equals("CASE")) {
      blocks++;
    } else if (blocks > 0 && token.equals("END")) {
      blocks--;
    }
  }

  @Override
  boolean isWatching() {
    return watching;
  }

  @Override
  boolean isOpen() {
    return blocks > 0;
  }

  @Override
  boolean isCopy() {
    return copy;
  }

  @Override
  boolean isTransactional() {
    return words == 0 || !OUTSIDE.matcher(head).matches();
  }
}
