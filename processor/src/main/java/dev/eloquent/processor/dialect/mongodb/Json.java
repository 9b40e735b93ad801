package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.JsonText;
import java.util.List;
import java.util.Map;

/** Writes a command as one line of Extended JSON, in the order of its properties. */
final class Json {
  /** JSON that is written as it is. */
  record Raw(String text) {}

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** The text of a map, list, string, whole number, truth value or {@link Raw}. */
  static String write(Object value) {
    Json json = new Json();
    json.value(value);
    return json.out.toString();
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof String text) {
      JsonText.quote(out, text);
    } else if (value instanceof Raw raw) {
      out.append(raw.text());
    } else if (value instanceof Integer || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON: " + value.getClass());
    }
  }

  private void object(Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      JsonText.quote(out, (String) entry.getKey());
      out.append(':');
      value(entry.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(List<?> list) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(']');
  }
}
