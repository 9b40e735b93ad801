package dev.eloquent.processor.dialect.mysql;

import io.debezium.ddl.parser.mysql.generated.MySqlLexer;
import io.debezium.ddl.parser.mysql.generated.MySqlParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;

/** MySQL 8's grammar, for the server in the tests is MariaDB. */
public final class MySqlGrammar {
  private MySqlGrammar() {}

  /** Fails if the text is no statement of MySQL 8. */
  public static void parse(String sql) {
    BaseErrorListener failing =
        new BaseErrorListener() {
          @Override
          public void syntaxError(
              Recognizer<?, ?> recognizer,
              @Nullable Object symbol,
              int line,
              int column,
              String message,
              @Nullable RecognitionException e) {
            throw new AssertionError(line + ":" + column + " " + message + "\nin: " + sql);
          }
        };
    MySqlLexer lexer = new MySqlLexer(CharStreams.fromString(sql));
    lexer.removeErrorListeners();
    lexer.addErrorListener(failing);
    MySqlParser parser = new MySqlParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(failing);
    parser.queries();
  }
}
