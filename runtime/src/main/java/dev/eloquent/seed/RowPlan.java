package dev.eloquent.seed;

import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements of one model on one database, and how its rows are bound and read. */
final class RowPlan<T> {
  private final SqlProduct product;
  private final ModelAccessor<T> accessor;
  private final ModelDescriptor model;
  private final List<ColumnPlan> columns = new ArrayList<>();
  private final List<ColumnPlan> key;
  private final String table;

  RowPlan(SqlProduct product, ModelAccessor<T> accessor) {
    this.product = product;
    this.accessor = accessor;
    model = accessor.model();
    table = product.quote(model.table());
    for (int i = 0; i < model.columns().size(); i++) {
      columns.add(ColumnPlan.of(model, model.columns().get(i), accessor.types().get(i)));
    }
    key = model.primaryKey().stream().map(name -> columns.get(index(name))).toList();
  }

  private int index(String column) {
    return accessor.names().indexOf(column);
  }

  ModelAccessor<T> accessor() {
    return accessor;
  }

  /** The model and its table, for messages. */
  String label() {
    return model.modelClass() + " (table " + model.table() + ", " + product.connection() + ")";
  }

  /** A row that is to be inserted: its values, and which of them the database makes. */
  record Row(List<@Nullable Object> values, BitSet leftOut) {}

  Row row(T instance) {
    @Nullable Object[] values = accessor.values(instance);
    BitSet leftOut = new BitSet();
    for (int i = 0; i < values.length; i++) {
      if (columns.get(i).isLeftOut(values[i])) {
        leftOut.set(i);
      }
    }
    return new Row(Arrays.asList(values), leftOut);
  }

  /** The columns that an insert names. */
  private List<ColumnPlan> named(BitSet leftOut) {
    List<ColumnPlan> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!leftOut.get(i)) {
        named.add(columns.get(i));
      }
    }
    return named;
  }

  String insert(BitSet leftOut) {
    List<ColumnPlan> named = named(leftOut);
    if (named.isEmpty()) {
      return "INSERT INTO " + table + product.defaultsOnly();
    }
    return "INSERT INTO "
        + table
        + " ("
        + product.list(named.stream().map(ColumnPlan::name).toList())
        + ") VALUES ("
        + "?, ".repeat(named.size() - 1)
        + "?)";
  }

  /** The columns of the key that the database makes. */
  List<ColumnPlan> made(BitSet leftOut) {
    return key.stream().filter(c -> leftOut.get(index(c.name()))).toList();
  }

  void bind(PreparedStatement statement, Row row) throws SQLException {
    int parameter = 1;
    for (int i = 0; i < columns.size(); i++) {
      if (!row.leftOut().get(i)) {
        bind(statement, parameter++, columns.get(i), row.values().get(i));
      }
    }
  }

  private void bind(PreparedStatement s, int i, ColumnPlan column, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      product.setNull(s, i, column);
    } else {
      product.set(s, i, column, column.toColumn(value));
    }
  }

  /** The instance with the key of which the database made these columns. */
  T withKey(T instance, Row row, List<ColumnPlan> made, List<Object> keys) {
    Object[] values = new Object[key.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnPlan column = key.get(i);
      int place = made.indexOf(column);
      Object value =
          place < 0 ? row.values().get(index(column.name())) : column.toJava(keys.get(place));
      values[i] = present(value);
    }
    return accessor.withKey(instance, values);
  }

  private Object present(@Nullable Object value) {
    if (value == null) {
      throw new ModelException(
          ModelProblem.KEY,
          "an instance of "
              + label()
              + " has no whole key: set "
              + String.join(", ", model.primaryKey()));
    }
    return value;
  }

  /** The columns that an update of this row sets. */
  List<ColumnPlan> updated(@Nullable Object[] values) {
    List<ColumnPlan> updated = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnPlan column = columns.get(i);
      if (!key.contains(column) && !(column.optional() && values[i] == null)) {
        updated.add(column);
      }
    }
    return updated;
  }

  String update(List<ColumnPlan> updated) {
    // A row that is all key stays as it is, and is looked for.
    List<ColumnPlan> set = updated.isEmpty() ? key : updated;
    String assignments =
        set.stream().map(c -> product.quote(c.name()) + " = ?").collect(Collectors.joining(", "));
    return "UPDATE " + table + " SET " + assignments + where();
  }

  void bindUpdate(PreparedStatement s, List<ColumnPlan> updated, @Nullable Object[] values)
      throws SQLException {
    int parameter = 1;
    for (ColumnPlan column : updated.isEmpty() ? key : updated) {
      bind(s, parameter++, column, values[index(column.name())]);
    }
    bindKey(s, parameter, keyOf(values));
  }

  String delete() {
    return "DELETE FROM " + table + where();
  }

  String find() {
    return select() + where();
  }

  String findAll() {
    return select() + " ORDER BY " + product.list(model.primaryKey());
  }

  String count() {
    return "SELECT COUNT(*) FROM " + table;
  }

  private String select() {
    return "SELECT "
        + columns.stream().map(product::selected).collect(Collectors.joining(", "))
        + " FROM "
        + table;
  }

  private String where() {
    return " WHERE "
        + key.stream()
            .map(c -> product.quote(c.name()) + " = ?")
            .collect(Collectors.joining(" AND "));
  }

  Object[] keyOf(@Nullable Object[] values) {
    return key.stream().map(c -> present(values[index(c.name())])).toArray();
  }

  /** Checks the number of values. */
  void checkKey(Object[] values) {
    if (values.length != key.size()) {
      throw new ModelException(
          ModelProblem.KEY,
          "the key of "
              + label()
              + " is "
              + String.join(", ", model.primaryKey())
              + ": give "
              + key.size()
              + " value(s), not "
              + values.length);
    }
  }

  void bindKey(PreparedStatement s, int first, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(s, first + i, key.get(i), values[i]);
    }
  }

  T read(ResultSet result) throws SQLException {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      ColumnPlan column = columns.get(i);
      values[i] = column.toJava(product.get(result, i + 1, column));
    }
    try {
      return accessor.create(values);
    } catch (RuntimeException e) {
      throw new ModelException(
          ModelProblem.VALUE, "no instance of " + label() + " can be made of a row: " + e, e);
    }
  }
}
