package dev.eloquent.processor.split;

/** The lexical rules of the three databases, written out for tests of the splitter alone. */
public enum Syntaxes {
  POSTGRESQL,
  MYSQL,
  SQLITE;

  /** The rules. */
  public SqlSyntax syntax() {
    return switch (this) {
      case POSTGRESQL ->
          new SqlSyntax(false, false, false, false, true, true, SqlSyntax.Client.PSQL);
      case MYSQL -> new SqlSyntax(true, false, true, true, false, false, SqlSyntax.Client.MYSQL);
      case SQLITE -> new SqlSyntax(true, true, false, false, false, false, SqlSyntax.Client.SQLITE);
    };
  }
}
