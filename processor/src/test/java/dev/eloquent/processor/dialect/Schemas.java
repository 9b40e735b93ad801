package dev.eloquent.processor.dialect;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.schema.TypeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes schemas briefly. */
public final class Schemas {
  private Schemas() {}

  public static Schema schema(TableBuilder... tables) {
    return new Schema(Arrays.stream(tables).map(TableBuilder::build).toList());
  }

  public static TableBuilder table(String name) {
    return new TableBuilder(name);
  }

  /** A NOT NULL column without default. */
  public static Column column(String name, String type) {
    return new Column(name, type(type), false, false, null, "");
  }

  public static Column nullable(String name, String type) {
    return new Column(name, type(type), true, false, null, "");
  }

  public static Column defaulted(String name, String type, String literal) {
    return new Column(name, type(type), false, false, new DefaultValue.Literal(literal), "");
  }

  public static Column with(Column c, @Nullable DefaultValue value) {
    return new Column(c.name(), c.type(), c.nullable(), c.identity(), value, c.comment());
  }

  public static Column commented(Column c, String comment) {
    return new Column(c.name(), c.type(), c.nullable(), c.identity(), c.defaultValue(), comment);
  }

  public static Column identity(String name, String type) {
    return new Column(name, type(type), false, true, null, "");
  }

  public static ColumnType type(String text) {
    return TypeText.parse(text).orElseThrow();
  }

  public static Index index(String name, String... columns) {
    return index(name, false, "", columns);
  }

  public static Index unique(String name, String... columns) {
    return index(name, true, "", columns);
  }

  public static Index index(String name, boolean unique, String where, String... columns) {
    return new Index(
        name,
        Arrays.stream(columns)
            .map(c -> new IndexColumn(c.replace(" desc", ""), c.endsWith(" desc")))
            .toList(),
        unique,
        where);
  }

  public static ForeignKey key(String name, String column, String table) {
    return key(name, column, table, ReferentialAction.NO_ACTION);
  }

  public static ForeignKey key(
      String name, String column, String table, ReferentialAction onDelete) {
    return new ForeignKey(
        name, List.of(column), table, List.of("id"), onDelete, ReferentialAction.NO_ACTION);
  }

  public static Check check(String name, String sql) {
    return new Check(name, new CheckRule.Sql(sql));
  }

  public static Check oneOf(String name, String column, String... values) {
    return new Check(name, new CheckRule.OneOf(column, List.of(values)));
  }

  /** Collects a table. */
  public static final class TableBuilder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private List<String> primaryKey = List.of();
    private final List<Index> indexes = new ArrayList<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private String comment = "";

    TableBuilder(String name) {
      this.name = name;
    }

    /** Adds {@code id}, a counted primary key. */
    public TableBuilder id() {
      return add(identity("id", "bigint")).primaryKey("id");
    }

    public TableBuilder add(Column... more) {
      columns.addAll(List.of(more));
      return this;
    }

    public TableBuilder primaryKey(String... names) {
      primaryKey = List.of(names);
      return this;
    }

    public TableBuilder add(Index... more) {
      indexes.addAll(List.of(more));
      return this;
    }

    public TableBuilder add(ForeignKey... more) {
      keys.addAll(List.of(more));
      return this;
    }

    public TableBuilder add(Check... more) {
      checks.addAll(List.of(more));
      return this;
    }

    public TableBuilder comment(String text) {
      comment = text;
      return this;
    }

    public Table build() {
      return new Table(
          name, "shop." + name, "", columns, primaryKey, indexes, keys, checks, comment);
    }
  }
}
