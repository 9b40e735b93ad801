package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short forms of schema elements. */
final class Tables {
  static final ColumnType INT = new ColumnType.Int(32);
  static final ColumnType LONG = new ColumnType.Int(64);
  static final ColumnType STRING = new ColumnType.Varchar(40);
  static final ColumnType TEXT = new ColumnType.Text();
  static final ColumnType INSTANT = new ColumnType.Timestamp(true);

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<Index> indexes = new ArrayList<>();
  private final List<ForeignKey> foreignKeys = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private List<String> primaryKey = List.of();

  private Tables(String name) {
    this.name = name;
  }

  /** A table without columns. */
  static Tables bare(String name) {
    return new Tables(name);
  }

  /** A table that counts up its id. */
  static Tables table(String name) {
    return new Tables(name).with(id()).key("id");
  }

  static Column id() {
    return new Column("id", LONG, false, true, null, "");
  }

  static Column nullable(String name, ColumnType type) {
    return new Column(name, type, true, false, null, "");
  }

  static Column required(String name, ColumnType type) {
    return new Column(name, type, false, false, null, "");
  }

  static Column column(
      String name, ColumnType type, boolean nullable, @Nullable DefaultValue value) {
    return new Column(name, type, nullable, false, value, "");
  }

  static DefaultValue literal(String value) {
    return new DefaultValue.Literal(value);
  }

  static Index index(String name, String... columns) {
    return new Index(name, indexColumns(columns), false, "");
  }

  static Index unique(String name, String... columns) {
    return new Index(name, indexColumns(columns), true, "");
  }

  private static List<Index.IndexColumn> indexColumns(String... columns) {
    return List.of(columns).stream().map(c -> new Index.IndexColumn(c, false)).toList();
  }

  static ForeignKey reference(String name, String column, String table, ReferentialAction action) {
    return new ForeignKey(
        name, List.of(column), table, List.of("id"), action, ReferentialAction.NO_ACTION);
  }

  static Check check(String name, String expression) {
    return new Check(name, new CheckRule.Sql(expression));
  }

  static Check oneOf(String name, String column, String... values) {
    return new Check(name, new CheckRule.OneOf(column, List.of(values)));
  }

  Tables with(Column... more) {
    columns.addAll(List.of(more));
    return this;
  }

  Tables with(Index... more) {
    indexes.addAll(List.of(more));
    return this;
  }

  Tables with(ForeignKey... more) {
    foreignKeys.addAll(List.of(more));
    return this;
  }

  Tables with(Check... more) {
    checks.addAll(List.of(more));
    return this;
  }

  Tables key(String... key) {
    primaryKey = List.of(key);
    return this;
  }

  Table build() {
    return new Table(name, "M", "", columns, primaryKey, indexes, foreignKeys, checks, "");
  }
}
