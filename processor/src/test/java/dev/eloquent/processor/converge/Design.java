package dev.eloquent.processor.converge;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables as a user edits them: what names something else holds it, so that renames carry over. */
final class Design {
  final List<T> tables = new ArrayList<>();

  /** A table; {@code origin} is what it was copied from. */
  static final class T {
    String name;
    String comment = "";
    final @Nullable T origin;
    final List<C> columns = new ArrayList<>();
    final List<C> key = new ArrayList<>();
    final List<I> indexes = new ArrayList<>();
    final List<F> foreignKeys = new ArrayList<>();
    final List<K> checks = new ArrayList<>();

    T(String name, @Nullable T origin) {
      this.name = name;
      this.origin = origin;
    }

    boolean isKeyed(C column) {
      return key.contains(column) || indexes.stream().anyMatch(i -> i.columns.contains(column));
    }
  }

  /** A column; {@code origin} is what it was copied from. */
  static final class C {
    String name;
    ColumnType type;
    boolean nullable;
    boolean identity;
    @Nullable DefaultValue value;
    String comment = "";
    final @Nullable C origin;

    C(String name, ColumnType type, @Nullable C origin) {
      this.name = name;
      this.type = type;
      this.origin = origin;
    }
  }

  /** An index; an empty name is derived. */
  record I(String name, List<C> columns, boolean descending, boolean unique, boolean partial) {}

  /** A foreign key under its derived name. */
  record F(
      List<C> columns,
      T target,
      List<C> referenced,
      ReferentialAction delete,
      ReferentialAction update) {}

  /** A check; no values mean an SQL condition. */
  record K(C column, List<String> values) {}

  /** A copy whose tables and columns know their origins. */
  Design copy() {
    Design copy = new Design();
    Map<T, T> tableCopies = new HashMap<>();
    Map<C, C> columnCopies = new HashMap<>();
    for (T table : tables) {
      T t = new T(table.name, table);
      t.comment = table.comment;
      tableCopies.put(table, t);
      for (C column : table.columns) {
        C c = new C(column.name, column.type, column);
        c.nullable = column.nullable;
        c.identity = column.identity;
        c.value = column.value;
        c.comment = column.comment;
        columnCopies.put(column, c);
        t.columns.add(c);
      }
      copy.tables.add(t);
    }
    for (T table : tables) {
      T t = tableCopies.get(table);
      table.key.forEach(c -> t.key.add(columnCopies.get(c)));
      for (I i : table.indexes) {
        t.indexes.add(
            new I(i.name, copies(i.columns, columnCopies), i.descending, i.unique, i.partial));
      }
      for (F f : table.foreignKeys) {
        t.foreignKeys.add(
            new F(
                copies(f.columns, columnCopies),
                tableCopies.get(f.target),
                copies(f.referenced, columnCopies),
                f.delete,
                f.update));
      }
      table.checks.forEach(k -> t.checks.add(new K(columnCopies.get(k.column), k.values)));
    }
    return copy;
  }

  private static List<C> copies(List<C> columns, Map<C, C> copies) {
    return columns.stream().map(copies::get).toList();
  }

  /** Removes a column with all that names it. */
  void remove(T table, C column) {
    table.columns.remove(column);
    table.key.remove(column);
    table.indexes.removeIf(i -> i.columns.contains(column));
    table.checks.removeIf(k -> k.column == column);
    table.foreignKeys.removeIf(f -> f.columns.contains(column));
    repair();
  }

  /** Removes a table with the foreign keys to it. */
  void remove(T table) {
    tables.remove(table);
    repair();
  }

  /** Removes foreign keys whose target is gone or no key any more. */
  void repair() {
    for (T t : tables) {
      t.foreignKeys.removeIf(f -> !tables.contains(f.target) || !isUnique(f.target, f.referenced));
    }
  }

  static boolean isUnique(T table, List<C> columns) {
    return table.key.equals(columns)
        || table.indexes.stream()
            .anyMatch(i -> i.unique && !i.partial && i.columns.equals(columns));
  }

  /** The tables as the models' reader would give them. */
  Schema build() {
    return new Schema(tables.stream().map(Design::build).toList());
  }

  private static Table build(T t) {
    return new Table(
        t.name,
        "shop.Model",
        "",
        t.columns.stream()
            .map(c -> new Column(c.name, c.type, c.nullable, c.identity, c.value, c.comment))
            .toList(),
        names(t.key),
        t.indexes.stream().map(i -> index(t, i)).toList(),
        t.foreignKeys.stream().map(f -> foreignKey(t, f)).toList(),
        t.checks.stream().map(k -> check(t, k)).toList(),
        t.comment);
  }

  private static List<String> names(List<C> columns) {
    return columns.stream().map(c -> c.name).toList();
  }

  private static Index index(T t, I i) {
    List<Index.IndexColumn> columns = new ArrayList<>();
    for (C c : i.columns) {
      columns.add(new Index.IndexColumn(c.name, i.descending && columns.isEmpty()));
    }
    String name = i.name.isEmpty() ? Names.index(t.name, names(i.columns), i.unique) : i.name;
    String where = i.partial ? i.columns.get(0).name + " > 0" : "";
    return new Index(name, columns, i.unique, where);
  }

  private static ForeignKey foreignKey(T t, F f) {
    return new ForeignKey(
        Names.foreignKey(t.name, names(f.columns)),
        names(f.columns),
        f.target.name,
        names(f.referenced),
        f.delete,
        f.update);
  }

  private static Check check(T t, K k) {
    String name = Names.check(t.name, k.column.name);
    return k.values.isEmpty()
        ? new Check(
            name, new CheckRule.Sql(k.column.name + " <> " + (isNumber(k.column) ? "77" : "'zz'")))
        : new Check(name, new CheckRule.OneOf(k.column.name, k.values));
  }

  static boolean isNumber(C column) {
    return column.type instanceof ColumnType.Int || column.type instanceof ColumnType.Decimal;
  }
}
