package dev.eloquent.seed;

import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A column of a model, and how its values turn into those of Java.
 *
 * @param table for messages
 * @param name its physical name
 * @param kind what it holds
 * @param scale digits behind the point, of a decimal
 * @param local whether Java has a date and time without zone for it
 * @param identity whether the database counts it up
 * @param optional whether a null leaves it to the database's default
 * @param type the Java type, for messages
 * @param form how the values turn; null if they cannot
 */
record ColumnPlan(
    String table,
    String name,
    ColumnKind kind,
    int scale,
    boolean local,
    boolean identity,
    boolean optional,
    JavaType type,
    @Nullable ColumnValue form) {
  static ColumnPlan of(ModelDescriptor model, ColumnDescriptor column, JavaType type) {
    ColumnKind kind = ColumnKind.of(column.type());
    Class<?> java = type instanceof JavaType.Single single ? single.type() : null;
    return new ColumnPlan(
        model.table(),
        column.name(),
        kind,
        scale(column.type()),
        java == LocalDateTime.class,
        column.identity(),
        !column.nullable() && column.hasDefault(),
        type,
        java == null || kind == ColumnKind.OTHER ? null : ColumnValue.of(kind, java));
  }

  private static int scale(String type) {
    int comma = type.indexOf(',');
    return comma < 0 ? 0 : Integer.parseInt(type.substring(comma + 1, type.length() - 1).strip());
  }

  /** Whether the database is to make the value. */
  boolean isLeftOut(@Nullable Object value) {
    return identity
        ? value == null || (value instanceof Number number && number.longValue() == 0)
        : optional && value == null;
  }

  /** What the column holds for a value of Java. */
  Object toColumn(Object value) {
    try {
      return usableForm().toColumn().apply(value);
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
      throw failed("cannot hold this " + value.getClass().getSimpleName(), e);
    }
  }

  /** The value of Java for what the column holds. */
  @Nullable Object toJava(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return usableForm().toJava().apply(value);
    } catch (RuntimeException e) {
      throw failed("holds what is no " + typeName(), e);
    }
  }

  private ColumnValue usableForm() {
    if (form == null) {
      throw new IllegalArgumentException(
          "there is no form for " + typeName() + "; use String, or another type of docs/types.md");
    }
    return form;
  }

  private String typeName() {
    return type instanceof JavaType.Single single ? single.type().getSimpleName() : type.toString();
  }

  private ModelException failed(String what, RuntimeException e) {
    return new ModelException(
        ModelProblem.VALUE,
        "column " + name + " of " + table + " " + what + ": " + e.getMessage(),
        e);
  }
}
