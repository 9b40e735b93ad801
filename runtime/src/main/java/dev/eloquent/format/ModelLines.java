package dev.eloquent.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One model as generated code carries it, and the text that it is carried in.
 *
 * <p>Lines of fields separated by tabs: {@code model CLASS TABLE CONNECTION}, then {@code column
 * NAME TYPE null|notnull} for each column in order, then {@code key NAME…} with the primary key's
 * columns in key order, which ends the model. The texts of several models follow one another. No
 * value holds a control character, so nothing is escaped.
 *
 * @param modelClass the model's binary class name
 * @param table its physical name
 * @param connection {@code ""} every SQL dialect, {@code "pg"}, {@code "mysql"}, {@code "sqlite"}
 *     or {@code "mongo"}
 * @param columns in declaration order
 * @param primaryKey names of its columns, in key order
 */
public record ModelLines(
    String modelClass,
    String table,
    String connection,
    List<ColumnLine> columns,
    List<String> primaryKey) {
  /**
   * A column.
   *
   * @param name its physical name
   * @param type the written form of its logical type, such as {@code varchar(40)}
   * @param nullable whether it takes {@code NULL}
   */
  public record ColumnLine(String name, String type, boolean nullable) {
    /** Refuses control characters. */
    public ColumnLine {
      plain(name);
      plain(type);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a value holds a control character, which no name may
   */
  public ModelLines {
    plain(modelClass);
    plain(table);
    plain(connection);
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    primaryKey.forEach(ModelLines::plain);
  }

  private static void plain(String value) {
    if (value.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("a control character in \"" + value + "\"");
    }
  }

  /** The model's text; ends with a line feed. */
  public String render() {
    StringBuilder text = new StringBuilder("model\t").append(modelClass);
    text.append('\t').append(table).append('\t').append(connection).append('\n');
    for (ColumnLine c : columns) {
      text.append("column\t").append(c.name()).append('\t').append(c.type());
      text.append(c.nullable() ? "\tnull\n" : "\tnotnull\n");
    }
    text.append("key");
    primaryKey.forEach(name -> text.append('\t').append(name));
    return text.append('\n').toString();
  }

  /**
   * Reads the texts of any number of models.
   *
   * @throws FormatException {@code ELQ322} if it is not what {@link #render} writes
   */
  public static List<ModelLines> parse(String text) {
    List<ModelLines> models = new ArrayList<>();
    String[] head = {};
    List<ColumnLine> columns = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String[] f = lines[i].split("\t", -1);
      boolean open = head.length > 0;
      if (!open && f.length == 4 && f[0].equals("model")) {
        head = f;
      } else if (open && f.length == 4 && f[0].equals("column")) {
        columns.add(new ColumnLine(f[1], f[2], f[3].equals("null")));
      } else if (open && f[0].equals("key")) {
        List<String> key = List.of(f).subList(1, f.length);
        models.add(new ModelLines(head[1], head[2], head[3], columns, key));
        head = new String[0];
        columns.clear();
      } else {
        throw broken(i + 1);
      }
    }
    if (head.length > 0 || !lines[lines.length - 1].isEmpty()) {
      throw broken(lines.length);
    }
    return List.copyOf(models);
  }

  private static FormatException broken(int line) {
    return new FormatException(
        "ELQ322", "model registry", line, "cannot be read. Run: mvn clean compile");
  }
}
