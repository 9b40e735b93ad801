package dev.eloquent.processor.split;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What the scripts of a dialect are written in, and so how they are cut into statements. */
public sealed interface ScriptSyntax permits SqlSyntax, CommandSyntax {
  /**
   * Reads a script; the caller closes the reader.
   *
   * @param length how many characters there are at most
   */
  StatementSource open(Reader script, long length);

  /**
   * The statements of a text in order.
   *
   * @throws SplitException if it cannot be cut
   */
  default List<SplitStatement> split(String text) throws SplitException {
    StatementSource source = open(new StringReader(text), text.length());
    List<SplitStatement> statements = new ArrayList<>();
    CharArrayWriter statement = new CharArrayWriter();
    try {
      for (StatementHead h = source.next(statement); h != null; h = source.next(statement)) {
        statements.add(new SplitStatement(statement.toString(), h));
        statement.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be read", e);
    }
    return List.copyOf(statements);
  }
}
