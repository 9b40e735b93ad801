package dev.eloquent.processor.converge;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.converge.Design.C;
import dev.eloquent.processor.converge.Design.F;
import dev.eloquent.processor.converge.Design.I;
import dev.eloquent.processor.converge.Design.K;
import dev.eloquent.processor.converge.Design.T;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.TypeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random consistent designs, as far as a dialect can hold them. */
final class RandomDesigns {
  private static final List<String> TYPES =
      List.of(
          "boolean",
          "tinyint",
          "smallint",
          "integer",
          "integer",
          "bigint",
          "bigint",
          "real",
          "double",
          "decimal(9,2)",
          "char(3)",
          "varchar(20)",
          "varchar(20)",
          "varchar(40)",
          "text",
          "varbinary(20)",
          "blob",
          "uuid",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "json");
  private static final List<String> KEY_TYPES =
      List.of("integer", "bigint", "varchar(20)", "varchar(40)", "uuid", "date", "decimal(9,2)");

  private final Random random;
  private final String dialect;
  private int names;

  RandomDesigns(Random random, String dialect) {
    this.random = random;
    this.dialect = dialect;
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <E> E pick(List<E> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A name that no table has; a former name comes back some of the time. */
  String tableName(Design design) {
    while (true) {
      String name = "t" + random.nextInt(Math.max(8, design.tables.size() + 1));
      if (design.tables.stream().noneMatch(t -> t.name.equals(name))) {
        return name;
      }
    }
  }

  String columnName(T table) {
    while (true) {
      String name = "c" + random.nextInt(Math.max(9, table.columns.size() + 1));
      if (table.columns.stream().noneMatch(c -> c.name.equals(name))) {
        return name;
      }
    }
  }

  Design design() {
    Design design = new Design();
    for (int i = once(10) ? 0 : 1 + random.nextInt(3); i > 0; i--) {
      addTable(design);
    }
    for (int i = random.nextInt(4); i > 0 && !design.tables.isEmpty(); i--) {
      addForeignKey(design);
    }
    return design;
  }

  void addTable(Design design) {
    T table = new T(tableName(design), null);
    design.tables.add(table);
    if (!once(8)) {
      key(table);
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      addColumn(table);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      addIndex(table);
    }
    if (once(3)) {
      addCheck(table);
    }
    table.comment = once(4) ? text() : "";
  }

  private void key(T table) {
    C id = new C("id", type(once(3) ? pick(KEY_TYPES) : "bigint"), null);
    id.identity = id.type instanceof ColumnType.Int && !once(3);
    table.columns.add(id);
    table.key.add(id);
    if (!id.identity && once(3)) {
      C second = new C(columnName(table), type(pick(KEY_TYPES)), null);
      table.columns.add(second);
      table.key.add(second);
    }
  }

  static ColumnType type(String text) {
    return TypeText.parse(text).orElseThrow();
  }

  C addColumn(T table) {
    C column = new C(columnName(table), type(pick(TYPES)), null);
    column.nullable = random.nextBoolean();
    column.value = once(3) ? value(column) : null;
    column.comment = once(5) ? text() : "";
    table.columns.add(random.nextInt(table.columns.size() + 1), column);
    return column;
  }

  @Nullable DefaultValue value(C column) {
    if (column.type instanceof ColumnType.Timestamp && once(2)) {
      return new DefaultValue.Now();
    } else if (column.type instanceof ColumnType.Int && once(3)) {
      return new DefaultValue.Expression("1 + 1");
    }
    return new DefaultValue.Literal(Values.canonical(column.type, 1));
  }

  String text() {
    return pick(List.of("It's", "a \"b\"; -- c", "two\nlines"));
  }

  private static boolean isKeyable(C c) {
    return KEY_TYPES.contains(c.type.text()) || c.type instanceof ColumnType.Timestamp;
  }

  void addIndex(T table) {
    List<C> columns =
        new ArrayList<>(table.columns.stream().filter(RandomDesigns::isKeyable).toList());
    Collections.shuffle(columns, random);
    if (columns.isEmpty()) {
      return;
    }
    List<C> some = List.copyOf(columns.subList(0, 1 + random.nextInt(Math.min(2, columns.size()))));
    if (table.indexes.stream().anyMatch(i -> i.columns().equals(some))) {
      return;
    }
    boolean partial = !dialect.equals("mysql") && Design.isNumber(some.get(0)) && once(4);
    String name = once(4) ? "ix" + names++ + "_" + random.nextInt(1000) : "";
    boolean plainKey = some.equals(table.key);
    table.indexes.add(new I(name, some, !plainKey && once(4), once(2), partial));
  }

  void addCheck(T table) {
    boolean foreign = dialect.equals("mysql");
    List<C> columns =
        table.columns.stream()
            .filter(
                c -> !c.identity && (Design.isNumber(c) || c.type instanceof ColumnType.Varchar))
            .filter(c -> table.checks.stream().noneMatch(k -> k.column() == c))
            .filter(
                c -> !foreign || table.foreignKeys.stream().noneMatch(f -> f.columns().contains(c)))
            .toList();
    if (!columns.isEmpty()) {
      C column = pick(columns);
      table.checks.add(new K(column, Design.isNumber(column) || once(3) ? List.of() : constants()));
    }
  }

  List<String> constants() {
    List<String> all = new ArrayList<>(List.of("1", "2"));
    all.addAll(pick(List.of(List.of(), List.of("it's"), List.of("A", "B"))));
    return all;
  }

  /** From any table to any, itself included, on columns made for it or found. */
  void addForeignKey(Design design) {
    T from = pick(design.tables);
    T to = pick(design.tables);
    List<List<C>> keys = new ArrayList<>();
    if (!to.key.isEmpty()) {
      keys.add(List.copyOf(to.key));
    }
    to.indexes.stream().filter(i -> i.unique() && !i.partial()).forEach(i -> keys.add(i.columns()));
    keys.removeIf(k -> k.stream().anyMatch(c -> c.type instanceof ColumnType.Timestamp));
    if (keys.isEmpty()) {
      return;
    }
    List<C> referenced = pick(keys);
    List<C> columns = new ArrayList<>();
    for (C target : referenced) {
      List<C> found =
          from.columns.stream()
              .filter(c -> c.type.equals(target.type) && !c.identity && !columns.contains(c))
              .filter(c -> c != target && !(c.value instanceof DefaultValue.Expression))
              .filter(c -> from.checks.stream().noneMatch(k -> k.column() == c))
              .toList();
      if (!found.isEmpty() && once(2)) {
        columns.add(pick(found));
      } else {
        C own = new C(columnName(from), target.type, null);
        own.nullable = !once(4);
        from.columns.add(own);
        columns.add(own);
      }
    }
    if (from.foreignKeys.stream().noneMatch(f -> f.columns().equals(columns))) {
      boolean nullable = columns.stream().allMatch(c -> c.nullable);
      from.foreignKeys.add(
          new F(List.copyOf(columns), to, referenced, action(nullable), action(nullable)));
    }
  }

  private ReferentialAction action(boolean nullable) {
    ReferentialAction action = pick(List.of(ReferentialAction.values()));
    boolean possible =
        switch (action) {
          case SET_NULL -> nullable;
          case SET_DEFAULT -> nullable && !dialect.equals("mysql");
          default -> true;
        };
    return possible ? action : ReferentialAction.NO_ACTION;
  }
}
