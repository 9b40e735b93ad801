package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The source of a factory for a model, which lies beside it and uses what is not private there. */
final class FactorySource {
  /** The room of what a seeder soon uses up. */
  private static final int FEW = 8;

  private final Class<?> model;
  private final ModelDescriptor descriptor;
  private final NewClass factory;
  private final SampleValue values;
  private final String type;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, @Nullable ColumnDescriptor> columns = new LinkedHashMap<>();
  private final Set<String> counted;

  /**
   * @throws CliException if the model cannot be made from outside
   */
  FactorySource(Class<?> model, ModelDescriptor descriptor, NewSource folder) {
    this.model = model;
    this.descriptor = descriptor;
    this.factory = new NewClass(className(model), folder);
    this.type = factory.use(model.getCanonicalName());
    this.values = new SampleValue(factory::use);
    if (!model.isRecord() && !canBeMade()) {
      throw CliException.failed(
          CliProblem.NO_MODEL,
          model.getCanonicalName()
              + " has no constructor without parameters that a factory can call: add one that is"
              + " not private and throws nothing.",
          null);
    }
    pairColumns();
    counted = counted();
  }

  private boolean canBeMade() {
    for (Constructor<?> constructor : model.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return constructor.getExceptionTypes().length == 0
            && !Modifier.isPrivate(constructor.getModifiers())
            && !Modifier.isAbstract(model.getModifiers());
      }
    }
    return false;
  }

  private static String className(Class<?> model) {
    String own = model.getPackageName();
    return (own.isEmpty() ? "" : own + ".") + model.getSimpleName() + "Factory";
  }

  /** What a person has to do. */
  List<String> notes() {
    return Collections.unmodifiableList(notes);
  }

  /** The fields in the order of the columns, the superclasses' first. */
  private static List<Field> fields(Class<?> type) {
    List<Field> fields =
        type.getSuperclass() == null ? new ArrayList<>() : fields(type.getSuperclass());
    for (Field field : type.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers)
          && !Modifier.isTransient(modifiers)
          && !field.isSynthetic()) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** By name; the fields and columns that are left are paired in order, if they are as many. */
  private void pairColumns() {
    Map<String, ColumnDescriptor> left = new LinkedHashMap<>();
    descriptor.columns().forEach(column -> left.put(column.name(), column));
    List<String> unnamed = new ArrayList<>();
    for (Field field : fields(model)) {
      String snake =
          field.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
      ColumnDescriptor column = null;
      for (String name : List.of(snake, snake + "_id", field.getName(), "_id")) {
        column = column == null ? left.remove(name) : column;
      }
      columns.put(field.getName(), column);
      if (column == null) {
        unnamed.add(field.getName());
      }
    }
    if (unnamed.size() == left.size()) {
      List<ColumnDescriptor> rest = new ArrayList<>(left.values());
      for (int i = 0; i < rest.size(); i++) {
        columns.put(unnamed.get(i), rest.get(i));
      }
    }
  }

  /** The value of a field; empty if the database gives it, or nobody can guess. */
  private Optional<String> value(String field, Class<?> type) {
    ColumnDescriptor column = columns.get(field);
    if (column == null || column.identity() || column.type().equals("objectid") || isHidden(type)) {
      return Optional.empty();
    }
    boolean isMoment = type.getName().startsWith("java.time.") && column.nullable();
    if (isReference(column)) {
      if (!column.nullable()) {
        notes.add(
            field + " refers to another model and is needed: forParent or forNewParent sets it.");
      }
      return Optional.empty();
    }
    boolean counting = counted.contains(column.name());
    if (isMoment || (column.hasDefault() && !type.isPrimitive() && !counting)) {
      return Optional.empty();
    }
    Optional<String> value = values.of(field, type, column, counting);
    if (value.isEmpty() && !column.nullable()) {
      notes.add("give " + field + " a value: it is a " + type.getSimpleName() + ".");
    }
    return value;
  }

  /** In which columns rows differ: of each key the one with most room, unless the database does. */
  private Set<String> counted() {
    Map<String, Integer> room = new LinkedHashMap<>();
    for (Field field : fields(model)) {
      ColumnDescriptor column = columns.get(field.getName());
      if (column != null && !isReference(column)) {
        room.put(column.name(), SampleValue.room(field.getType(), column.type()));
      }
    }
    List<List<String>> keys = new ArrayList<>(descriptor.uniqueKeys());
    keys.add(descriptor.primaryKey());
    Set<String> counted = new TreeSet<>();
    for (List<String> key : keys) {
      key.stream()
          .filter(column -> room.getOrDefault(column, 0) > 0)
          .max(Comparator.comparing(room::get))
          .ifPresent(counted::add);
    }
    counted.stream()
        .filter(column -> room.getOrDefault(column, 0) <= FEW)
        .forEach(column -> notes.add("only few rows can differ in " + column + ", as they must."));
    return counted;
  }

  private boolean isReference(ColumnDescriptor column) {
    return descriptor.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
  }

  /**
   * Writes the factory.
   *
   * @throws CliException if its file is there, or cannot be written
   */
  Path write() {
    StringBuilder text = new StringBuilder();
    text.append("/** Makes rows of {@link ").append(type).append("}. */\n");
    text.append('@').append(factory.use("dev.eloquent.annotation.Seeds"));
    text.append('(').append(type).append(".class)\n");
    text.append("public final class ").append(factory.type()).append(" extends ");
    text.append(factory.use("dev.eloquent.seed.Factory")).append('<').append(type).append("> {\n");
    text.append("  @").append(factory.use("java.lang.Override")).append('\n');
    text.append("  protected ").append(type).append(" definition(");
    text.append(factory.use("dev.eloquent.seed.Draw")).append(" draw) {\n");
    text.append(model.isRecord() ? recordBody() : classBody());
    return factory.write(text.append("  }\n}\n").toString());
  }

  private String classBody() {
    StringBuilder body = new StringBuilder();
    body.append("    ").append(type).append(" row = new ").append(type).append("();\n");
    for (Field field : fields(model)) {
      Optional<String> value = value(field.getName(), field.getType());
      if (value.isPresent()) {
        body.append("    ").append(assignment(field, value.get())).append('\n');
      }
    }
    return body.append("    return row;\n").toString();
  }

  private String assignment(Field field, String value) {
    String name = field.getName();
    String setter = "set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    for (Class<?> owner = model; owner != null; owner = owner.getSuperclass()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (method.getName().equals(setter)
            && method.getParameterCount() == 1
            && method.getParameterTypes()[0] == field.getType()
            && method.getExceptionTypes().length == 0
            && isSeen(owner, method.getModifiers())) {
          return "row." + setter + "(" + value + ");";
        }
      }
    }
    if (isSeen(field.getDeclaringClass(), field.getModifiers())
        && !Modifier.isFinal(field.getModifiers())) {
      return "row." + name + " = " + value + ";";
    }
    notes.add("nothing can set " + name + ": add " + setter + ", or let the field be not private.");
    return "// Nothing can set " + name + ".";
  }

  /** The compiler tells what to do about a type that nothing can name. */
  private boolean isHidden(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getEnclosingClass()) {
      if (!isSeen(one, one.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  private boolean isSeen(Class<?> owner, int modifiers) {
    return Modifier.isPublic(modifiers)
        || (!Modifier.isPrivate(modifiers)
            && owner.getPackageName().equals(model.getPackageName()));
  }

  private String recordBody() {
    List<String> arguments = new ArrayList<>();
    for (RecordComponent component : model.getRecordComponents()) {
      Class<?> given = component.getType();
      String none =
          given == boolean.class
              ? "false"
              : given == char.class ? "' '" : given.isPrimitive() ? "0" : "null";
      String cast = given == byte.class || given == short.class ? "(" + given + ") " : "";
      String otherwise = none.equals("0") ? cast + none : none;
      arguments.add(value(component.getName(), given).orElse(otherwise));
    }
    return "    return new "
        + type
        + "(\n        "
        + String.join(",\n        ", arguments)
        + ");\n";
  }
}
