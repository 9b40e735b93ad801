package dev.eloquent.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One model as generated code carries it, and the text that it is carried in.
 *
 * <p>Lines of fields separated by tabs: {@code model CLASS TABLE CONNECTION}, then {@code column
 * NAME TYPE null|notnull [identity|default]} for each column in order, {@code foreign TABLE COLUMN…
 * REFERENCED…} for each foreign key, {@code unique COLUMN…} for each set of columns that is unique
 * in every row, then {@code key NAME…} with the primary key's columns in key order, which ends the
 * model. The texts of several models follow one another. No value holds a control character, so
 * nothing is escaped.
 *
 * @param modelClass the model's binary class name
 * @param table its physical name
 * @param connection {@code ""} every SQL dialect, {@code "pg"}, {@code "mysql"}, {@code "sqlite"}
 *     or {@code "mongo"}
 * @param columns in declaration order
 * @param primaryKey names of its columns, in key order
 * @param foreignKeys sorted by the names of their constraints
 * @param uniqueKeys names of columns that are unique together, the primary key left out
 */
public record ModelLines(
    String modelClass,
    String table,
    String connection,
    List<ColumnLine> columns,
    List<String> primaryKey,
    List<ForeignLine> foreignKeys,
    List<List<String>> uniqueKeys) {
  /**
   * A column.
   *
   * @param name its physical name
   * @param type the written form of its logical type, such as {@code varchar(40)}
   * @param nullable whether it takes {@code NULL}
   * @param identity whether the database counts it up
   * @param hasDefault whether the database has a value for it where none is given
   */
  public record ColumnLine(
      String name, String type, boolean nullable, boolean identity, boolean hasDefault) {
    /** Refuses control characters, and a default of what is counted up. */
    public ColumnLine {
      if (identity && hasDefault) {
        throw new IllegalArgumentException(name + " is counted up and has a default");
      }
      plain(name);
      plain(type);
    }

    /** Of a column that has what is written to it, and nothing else. */
    public ColumnLine(String name, String type, boolean nullable) {
      this(name, type, nullable, false, false);
    }
  }

  /**
   * A foreign key.
   *
   * @param columns names of its columns; those that they reference go with them pair by pair
   */
  public record ForeignLine(String table, List<String> columns, List<String> referencedColumns) {
    /** Copies the lists, and refuses control characters and columns without a pair. */
    public ForeignLine {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
      if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
        throw new IllegalArgumentException("columns of a foreign key to " + table + " do not pair");
      }
      plain(table);
      columns.forEach(ModelLines::plain);
      referencedColumns.forEach(ModelLines::plain);
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
    foreignKeys = List.copyOf(foreignKeys);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    uniqueKeys.forEach(key -> key.forEach(ModelLines::plain));
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
      text.append(c.nullable() ? "\tnull" : "\tnotnull");
      text.append(c.identity() ? "\tidentity\n" : c.hasDefault() ? "\tdefault\n" : "\n");
    }
    for (ForeignLine f : foreignKeys) {
      text.append("foreign\t").append(f.table());
      f.columns().forEach(name -> text.append('\t').append(name));
      f.referencedColumns().forEach(name -> text.append('\t').append(name));
      text.append('\n');
    }
    for (List<String> unique : uniqueKeys) {
      text.append("unique");
      unique.forEach(name -> text.append('\t').append(name));
      text.append('\n');
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
    Reader reader = new Reader();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      String[] f = lines[i].split("\t", -1);
      if (!reader.take(f)) {
        throw broken(i + 1);
      }
      if (f[0].equals("key")) {
        models.add(reader.model(List.of(f).subList(1, f.length)));
        reader = new Reader();
      }
    }
    if (reader.head.length > 0 || !lines[lines.length - 1].isEmpty()) {
      throw broken(lines.length);
    }
    return List.copyOf(models);
  }

  /** Collects the lines of one model. */
  private static final class Reader {
    private static final List<String> ORIGINS = List.of("", "identity", "default");

    private String[] head = {};
    private final List<ColumnLine> columns = new ArrayList<>();
    private final List<ForeignLine> foreign = new ArrayList<>();
    private final List<List<String>> unique = new ArrayList<>();

    /** Takes a line of any kind; false if it must not stand there. */
    boolean take(String[] f) {
      boolean begins = f[0].equals("model");
      if (begins != (head.length == 0)) {
        return false;
      }
      switch (f[0]) {
        case "model" -> head = f;
        case "column" -> {
          String origin = f.length == 5 ? f[4] : "";
          if (f.length < 4 || f.length > 5 || !ORIGINS.contains(origin)) {
            return false;
          }
          columns.add(
              new ColumnLine(
                  f[1],
                  f[2],
                  f[3].equals("null"),
                  origin.equals("identity"),
                  origin.equals("default")));
        }
        case "foreign" -> {
          if (f.length < 4 || f.length % 2 != 0) {
            return false;
          }
          List<String> names = List.of(f).subList(2, f.length);
          int half = names.size() / 2;
          foreign.add(
              new ForeignLine(f[1], names.subList(0, half), names.subList(half, names.size())));
        }
        case "unique" -> unique.add(List.of(f).subList(1, f.length));
        case "key" -> {}
        default -> {
          return false;
        }
      }
      return head.length == 4;
    }

    ModelLines model(List<String> key) {
      return new ModelLines(head[1], head[2], head[3], columns, key, foreign, unique);
    }
  }

  private static FormatException broken(int line) {
    return new FormatException(
        "ELQ322", "model registry", line, "cannot be read. Run: mvn clean compile");
  }
}
