package dev.eloquent.processor.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * The condition of a partial index of a collection: a filter document in Extended JSON, of what
 * such an index takes.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/core/index-partial/">Partial indexes</a>
 */
final class FilterDocument {
  private static final List<String> OPERATORS =
      List.of("$and", "$or", "$eq", "$exists", "$gt", "$gte", "$in", "$lt", "$lte", "$type");

  /** Values of Extended JSON, which look like operators. */
  private static final Set<String> VALUES =
      Set.of(
          "$oid",
          "$date",
          "$numberLong",
          "$numberInt",
          "$numberDouble",
          "$numberDecimal",
          "$binary",
          "$uuid");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Set<String> fields;

  /** Creates one for a collection's fields. */
  FilterDocument(Set<String> fields) {
    this.fields = Set.copyOf(fields);
  }

  /** It is no such document; the message says what to do. */
  static final class BadFilterException extends Exception {
    private static final long serialVersionUID = 1L;

    BadFilterException(String message) {
      super(message);
    }
  }

  /** The text in one form, so that two ways to write a filter are no change. */
  String canonical(String text) throws BadFilterException {
    StringWriter out = new StringWriter();
    try (JsonParser parser = JSON.createParser(text);
        JsonGenerator generator = JSON.createGenerator(out)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadFilterException("it is no JSON object: write one such as {\"active\": true}");
      }
      int depth = 0;
      for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          check(parser, depth);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        generator.copyCurrentEventExact(parser);
        if (depth == 0) {
          break;
        }
      }
      if (parser.nextToken() != null) {
        throw new BadFilterException("there is more behind its }: write one JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new BadFilterException("it is no JSON (" + e.getOriginalMessage() + ")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private void check(JsonParser parser, int depth) throws IOException, BadFilterException {
    String name = parser.getText();
    if (name.startsWith("$")) {
      if (!OPERATORS.contains(name) && !VALUES.contains(name)) {
        throw new BadFilterException(
            "a partial index takes no " + name + ", only " + String.join(", ", OPERATORS));
      }
    } else if (depth == 1 && !fields.contains(name.split("\\.", -1)[0])) {
      throw new BadFilterException(
          "there is no field \"" + name + "\"; the fields are " + String.join(", ", sorted()));
    }
  }

  private List<String> sorted() {
    return fields.stream().sorted().toList();
  }
}
