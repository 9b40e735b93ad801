package dev.eloquent.processor.split;

import java.io.Reader;

/**
 * The lexical rules of a dialect.
 *
 * @param backtickIdentifiers whether {@code `} quotes identifiers
 * @param bracketIdentifiers whether {@code [ ]} quotes identifiers
 * @param backslashEscapes whether {@code \} escapes in {@code '…'}, and {@code "…"} is a string
 * @param hashComments whether {@code #} begins a comment
 * @param nestedComments whether {@code /* *}{@code /} nest
 * @param dollarQuotes whether {@code $tag$ … $tag$} is a string
 * @param client the program whose scripts these are
 */
public record SqlSyntax(
    boolean backtickIdentifiers,
    boolean bracketIdentifiers,
    boolean backslashEscapes,
    boolean hashComments,
    boolean nestedComments,
    boolean dollarQuotes,
    Client client)
    implements ScriptSyntax {

  /**
   * The database's own command-line program: what it takes for one statement, people put into a
   * script.
   */
  public enum Client {
    /** PostgreSQL's: {@code BEGIN ATOMIC} bodies, rows behind {@code COPY … FROM stdin}. */
    PSQL,
    /** MySQL's: {@code DELIMITER}; also routine bodies without it, as Flyway cuts them. */
    MYSQL,
    /** SQLite's: a trigger ends at {@code ; END ;}. */
    SQLITE;

    StatementShape shape() {
      return switch (this) {
        case PSQL -> new PostgreSqlShape();
        case MYSQL -> new MySqlShape();
        case SQLITE -> new SqliteShape();
      };
    }
  }

  @Override
  public StatementSource open(Reader script, long length) {
    return new StatementSplitter(script, this, length);
  }
}
