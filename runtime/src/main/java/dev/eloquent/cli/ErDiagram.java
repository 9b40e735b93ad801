package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import dev.eloquent.registry.ModelDescriptor.ForeignKeyDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes models as an entity-relationship diagram in Mermaid's language. A name may hold anything:
 * what would end a word or a string there is written as Mermaid's code for it.
 */
final class ErDiagram {
  private ErDiagram() {}

  /** The diagram, sorted by table; ends with a line feed. */
  static String of(List<ModelDescriptor> models) {
    List<ModelDescriptor> sorted = new ArrayList<>(models);
    sorted.sort(Comparator.comparing(ModelDescriptor::table));
    StringBuilder text = new StringBuilder("erDiagram\n");
    for (ModelDescriptor model : sorted) {
      text.append("    ").append(quoted(model.table())).append(" {\n");
      model.columns().forEach(column -> column(text, model, column));
      text.append("    }\n");
    }
    for (ModelDescriptor model : sorted) {
      model.foreignKeys().forEach(key -> relationship(text, model, key));
    }
    return text.toString();
  }

  private static void column(StringBuilder text, ModelDescriptor model, ColumnDescriptor column) {
    List<String> notes = new ArrayList<>();
    String name = word(column.name());
    // Mermaid draws _a_ as an a with emphasis.
    if (!name.equals(column.name()) || name.startsWith("_")) {
      notes.add(column.name());
    }
    String type = word(column.type());
    if (!type.equals(column.type())) {
      // A word of Mermaid's has no comma: decimal(19,2) is told behind.
      int bracket = column.type().indexOf('(');
      type = bracket > 0 ? word(column.type().substring(0, bracket)) : type;
      notes.add(column.type());
    }
    if (column.nullable()) {
      notes.add("null");
    }
    text.append("        ").append(type).append(' ').append(name);
    String keys = String.join(", ", keys(model, column.name()));
    text.append(keys.isEmpty() ? "" : " " + keys);
    if (!notes.isEmpty()) {
      text.append(' ').append(quoted(String.join(", ", notes)));
    }
    text.append('\n');
  }

  private static List<String> keys(ModelDescriptor model, String column) {
    List<String> keys = new ArrayList<>();
    if (model.primaryKey().contains(column)) {
      keys.add("PK");
    }
    if (model.foreignKeys().stream().anyMatch(key -> key.columns().contains(column))) {
      keys.add("FK");
    }
    if (model.uniqueKeys().contains(List.of(column))) {
      keys.add("UK");
    }
    return keys;
  }

  /** The line is solid where the foreign key is part of the primary key. */
  private static void relationship(
      StringBuilder text, ModelDescriptor model, ForeignKeyDescriptor key) {
    boolean optional =
        model.columns().stream().anyMatch(c -> c.nullable() && key.columns().contains(c.name()));
    boolean part = new HashSet<>(model.primaryKey()).containsAll(key.columns());
    text.append("    ").append(quoted(key.referencedTable())).append(' ');
    text.append(optional ? "|o" : "||").append(part ? "--" : "..");
    text.append(one(model, key) ? "o| " : "o{ ").append(quoted(model.table()));
    text.append(" : ").append(quoted(String.join(", ", key.columns()))).append('\n');
  }

  /** Whether no two rows refer to the same one. */
  private static boolean one(ModelDescriptor model, ForeignKeyDescriptor key) {
    Set<String> columns = new HashSet<>(key.columns());
    return (!model.primaryKey().isEmpty() && columns.containsAll(model.primaryKey()))
        || model.uniqueKeys().stream().anyMatch(columns::containsAll);
  }

  /** What Mermaid takes as the type or the name of an attribute, which cannot be quoted. */
  private static String word(String text) {
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean begins = isAsciiLetter(c) || c == '_' || isLetterBeyondAscii(c);
              boolean fits = begins || isDigit(c) || c == '-' || c == '(' || c == ')';
              if (word.isEmpty() && fits && !begins) {
                word.append('_');
              }
              word.appendCodePoint(fits ? c : '_');
            });
    String name = word.isEmpty() ? "_" : word.toString();
    // These would be taken as the key of the attribute before.
    return name.matches("(?i)[PFU]K") ? name + "_" : name;
  }

  /** In quotes, with Mermaid's code for each character that might mean something to it. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    int[] last = {0};
    text.codePoints()
        .forEach(
            c -> {
              boolean inside =
                  isAsciiLetter(last[0]) || isDigit(last[0]) || last[0] == ',' || last[0] == ')';
              boolean plain =
                  isAsciiLetter(c)
                      || isDigit(c)
                      || isLetterBeyondAscii(c)
                      || c == ','
                      || c == '('
                      || c == ')'
                      // Mermaid reads Markdown, where these begin something unless in a word.
                      || ((c == '_' || c == '-' || c == '.' || c == ' ') && inside);
              if (plain) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append('#').append(c).append(';');
              }
              last[0] = c;
            });
    return quoted.append('"').toString().replaceAll("(?i)(direction) ", "$1#32;");
  }

  private static boolean isAsciiLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Mermaid's own bounds, without what Unicode does not call a letter. */
  private static boolean isLetterBeyondAscii(int c) {
    return c >= 0xC0 && c <= 0xFFFF && Character.isLetter(c) && c != 0xFB02;
  }
}
