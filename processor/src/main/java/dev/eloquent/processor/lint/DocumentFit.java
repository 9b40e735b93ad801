package dev.eloquent.processor.lint;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Array;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Choice;
import dev.eloquent.processor.schema.ColumnType.Document;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether documents that a type admitted are admitted by another: their values stay what they are,
 * for a validator converts nothing.
 */
final class DocumentFit {
  private DocumentFit() {}

  /** What the second type refuses of what the first one takes; empty for nothing. */
  static String refused(ColumnType from, ColumnType to) {
    if (to instanceof ColumnType.Json || from.equals(to)) {
      return "";
    } else if (isText(to)) {
      return text(from, limit(to));
    } else if (from instanceof Int a && to instanceof Int b) {
      return b.bits() >= a.bits() ? "" : "numbers of more than " + b.bits() + " bits";
    } else if (from instanceof Choice a && to instanceof Choice b) {
      List<String> gone = new ArrayList<>(a.values());
      gone.removeAll(b.values());
      return gone.isEmpty() ? "" : String.join(", ", gone);
    } else if (to instanceof Choice choice && isText(from)) {
      return "any text but " + String.join(", ", choice.values());
    } else if (from instanceof Array a && to instanceof Array b) {
      String elements = refused(a.element(), b.element());
      return elements.isEmpty() ? "" : "elements: " + elements;
    } else if (from instanceof Document a && to instanceof Document b) {
      return document(a, b);
    }
    return kind(from).equals(kind(to)) ? "" : "every value of the type before";
  }

  private static String text(ColumnType from, int limit) {
    if (from instanceof Choice choice) {
      boolean fits =
          choice.values().stream().allMatch(v -> v.codePointCount(0, v.length()) <= limit);
      return fits ? "" : "values of more than " + limit + " characters";
    } else if (!isText(from)) {
      return "every value of the type before";
    }
    return limit(from) <= limit ? "" : "text of more than " + limit + " characters";
  }

  private static String document(Document from, Document to) {
    List<String> refused = new ArrayList<>();
    for (ColumnType.Field field : to.fields()) {
      Optional<ColumnType.Field> was =
          from.fields().stream().filter(f -> f.name().equals(field.name())).findFirst();
      if (!field.nullable() && (was.isEmpty() || was.get().nullable())) {
        refused.add("documents without " + field.name());
      }
      String values = was.map(f -> refused(f.type(), field.type())).orElse("");
      if (!values.isEmpty()) {
        refused.add(field.name() + ": " + values);
      }
    }
    return String.join("; ", refused);
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Text || type instanceof Varchar || type instanceof Char;
  }

  private static int limit(ColumnType type) {
    if (type instanceof Varchar varchar) {
      return varchar.length();
    }
    return type instanceof Char character ? character.length() : Integer.MAX_VALUE;
  }

  /** Types of one kind are one type of BSON, with nothing that a validator tells apart. */
  private static String kind(ColumnType type) {
    if (type instanceof ColumnType.Date
        || type instanceof ColumnType.Time
        || type instanceof ColumnType.Timestamp) {
      return "date";
    } else if (type instanceof ColumnType.Uuid
        || type instanceof ColumnType.Blob
        || type instanceof ColumnType.Varbinary) {
      return "binary";
    } else if (type instanceof ColumnType.Real) {
      return "real";
    } else if (type instanceof ColumnType.Decimal) {
      return "decimal";
    }
    return type.text();
  }
}
