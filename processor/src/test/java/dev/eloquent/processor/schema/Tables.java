package dev.eloquent.processor.schema;

import dev.eloquent.annotation.ReferentialAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short ways to say what a schema holds. */
public final class Tables {
  private Tables() {}

  /** A schema of these tables. */
  public static Schema schema(Builder... tables) {
    return new Schema(Arrays.stream(tables).map(Builder::build).toList());
  }

  /** A table without anything. */
  public static Builder table(String name) {
    return new Builder(name);
  }

  /** A column: {@code "email varchar(40)"}, with {@code " null"}, {@code " identity"} behind. */
  public static Column column(String text) {
    String[] words = text.split(" ", -1);
    ColumnType type = TypeText.parse(words[1]).orElseThrow();
    List<String> flags = Arrays.asList(words).subList(2, words.length);
    return new Column(words[0], type, flags.contains("null"), flags.contains("identity"), null, "");
  }

  /** The column with that default. */
  public static Column withDefault(String text, String literal) {
    Column c = column(text);
    return new Column(
        c.name(), c.type(), c.nullable(), c.identity(), new DefaultValue.Literal(literal), "");
  }

  /** An index under its derived name. */
  public static Index index(String table, boolean unique, String... columns) {
    List<Index.IndexColumn> indexed = new ArrayList<>();
    for (String column : columns) {
      indexed.add(new Index.IndexColumn(column, false));
    }
    return new Index(Names.index(table, List.of(columns), unique), indexed, unique, "");
  }

  /** A foreign key to {@code id} under its derived name. */
  public static ForeignKey foreignKey(String table, String column, String target) {
    return new ForeignKey(
        Names.foreignKey(table, List.of(column)),
        List.of(column),
        target,
        List.of("id"),
        ReferentialAction.NO_ACTION,
        ReferentialAction.NO_ACTION);
  }

  /** The check of an enum column under its derived name. */
  public static Check oneOf(String table, String column, String... values) {
    return new Check(Names.check(table, column), new CheckRule.OneOf(column, List.of(values)));
  }

  /** Collects what a table holds. */
  public static final class Builder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private List<String> primaryKey = List.of();
    private final List<Index> indexes = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private String comment = "";

    private Builder(String name) {
      this.name = name;
    }

    /** Adds {@code id} as an identity and primary key. */
    public Builder id() {
      return columns("id bigint identity").key("id");
    }

    /** Adds columns, see {@link Tables#column}. */
    public Builder columns(String... texts) {
      for (String text : texts) {
        columns.add(Tables.column(text));
      }
      return this;
    }

    /** Adds a column. */
    public Builder column(Column column) {
      columns.add(column);
      return this;
    }

    /** Sets the primary key. */
    public Builder key(String... names) {
      primaryKey = List.of(names);
      return this;
    }

    /** Adds an index. */
    public Builder index(String... names) {
      indexes.add(Tables.index(name, false, names));
      return this;
    }

    /** Adds a unique index. */
    public Builder unique(String... names) {
      indexes.add(Tables.index(name, true, names));
      return this;
    }

    /** Adds a foreign key. */
    public Builder references(String column, String target) {
      foreignKeys.add(Tables.foreignKey(name, column, target));
      return this;
    }

    /** Adds a check. */
    public Builder check(Check check) {
      checks.add(check);
      return this;
    }

    /** Sets the comment. */
    public Builder comment(String text) {
      comment = text;
      return this;
    }

    /** The table. */
    public Table build() {
      return new Table(
          name, "shop.Model", "", columns, primaryKey, indexes, foreignKeys, checks, comment);
    }
  }
}
