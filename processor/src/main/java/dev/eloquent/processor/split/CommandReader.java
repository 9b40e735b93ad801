package dev.eloquent.processor.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a list of commands, which has one a line, and refuses what is no command. */
final class CommandReader implements StatementSource {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String COMMENT = "comment";
  private static final String LINES =
      "a file of commands has [ on its first line, then one command a line with a comma behind each but the last, and ]"
          + " on its last line";

  private final BufferedReader lines;
  private int line;
  private boolean begun;
  private boolean ended;
  private boolean more = true;

  CommandReader(Reader script) {
    lines = new BufferedReader(script);
  }

  @Override
  public @Nullable StatementHead next(Writer command) throws IOException, SplitException {
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      String content = text.strip();
      if (content.isEmpty()) {
        continue;
      }
      if (!begun && content.equals("[")) {
        begun = true;
      } else if (begun && !ended && content.equals("]")) {
        ended = true;
      } else if (!begun || ended) {
        throw problem(text, LINES);
      } else {
        return command(text, content, command);
      }
    }
    if (!ended) {
      line++;
      throw new SplitException(
          begun ? "] is missing: " + LINES : "[ is missing: " + LINES, line, 1);
    }
    return null;
  }

  private StatementHead command(String text, String content, Writer out)
      throws IOException, SplitException {
    if (!more) {
      throw problem(text, "the command before this one has no comma behind it");
    }
    more = content.endsWith(",");
    String command = more ? content.substring(0, content.length() - 1).stripTrailing() : content;
    int column = text.indexOf(content.charAt(0)) + 1;
    List<String> comments;
    try (JsonParser parser = JSON.createParser(command)) {
      comments = check(parser, column);
    } catch (JsonProcessingException e) {
      int at = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw new SplitException(
          "this line is no JSON object (" + e.getOriginalMessage() + "): write one command a line",
          line,
          column + at - 1);
    }
    out.write(command);
    return new StatementHead(line, column, comments, true, false);
  }

  /** The parts of the command's comment. */
  private List<String> check(JsonParser parser, int column) throws IOException, SplitException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new SplitException(
          "this line is no JSON object: write one command a line", line, column);
    }
    String name = parser.nextFieldName();
    if (name == null || !CommandSyntax.COMMANDS.contains(name)) {
      throw new SplitException(
          (name == null ? "this command is empty" : "\"" + name + "\" is no command of migrations")
              + ": the first property is one of "
              + String.join(", ", CommandSyntax.COMMANDS),
          line,
          column);
    }
    if (parser.nextToken() != JsonToken.VALUE_STRING || parser.getText().isEmpty()) {
      throw new SplitException("\"" + name + "\" names no collection", line, column);
    }
    List<String> comments = List.of();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (field.equals(COMMENT) && value == JsonToken.VALUE_STRING) {
        comments = List.of(parser.getText().split("; ", -1));
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw new SplitException("there is more behind the command's }", line, column);
    }
    return comments;
  }

  private SplitException problem(String text, String message) {
    return new SplitException(message, line, text.length() - text.stripLeading().length() + 1);
  }
}
