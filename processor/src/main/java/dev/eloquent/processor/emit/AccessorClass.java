package dev.eloquent.processor.emit;

import static dev.eloquent.processor.access.Property.ROW;

import dev.eloquent.processor.access.Accessor;
import dev.eloquent.processor.access.Accessor.Kind;
import dev.eloquent.processor.access.Accessor.Parameter;
import dev.eloquent.processor.access.Property;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The classes that read and make instances; see {@code ModelAccessor}. All names are written with
 * their packages, for a model may be called like anything.
 */
final class AccessorClass {
  private static final String REGISTRY = "dev.eloquent.registry.";

  private final Accessor accessor;
  private final StringBuilder out = new StringBuilder();

  private AccessorClass(Accessor accessor) {
    this.accessor = accessor;
  }

  /** The class without the line that names its package. */
  static String body(Accessor accessor) {
    return new AccessorClass(accessor).write();
  }

  private String write() {
    String type = accessor.type();
    String extended =
        switch (accessor.kind()) {
          case MODEL -> " extends " + REGISTRY + "ModelAccessor<" + type + ">";
          case NESTED -> " extends " + REGISTRY + "StructAccessor<" + type + ">";
          case REFERENCE -> "";
        };
    String simple =
        type.substring(accessor.packageName().isEmpty() ? 0 : accessor.packageName().length() + 1);
    if (extended.contains("Accessor")) {
      out.append("import dev.eloquent.registry.JavaType;\n\n");
    }
    line("/** Reads and makes instances of " + simple + ". */");
    line("@javax.annotation.processing.Generated(\"" + JavaWriter.GENERATOR + "\")");
    // "all" is for ecj, which else warns of each of the others that suppresses nothing.
    line(
        "@SuppressWarnings({\"all\", \"cast\", \"deprecation\", \"rawtypes\", \"removal\","
            + " \"unchecked\"})");
    line("public final class " + accessor.name() + extended + " {");
    constructor();
    if (accessor.kind() == Kind.REFERENCE) {
      accessor.properties().forEach(this::reference);
    } else {
      if (accessor.kind() == Kind.NESTED) {
        names();
      }
      values();
      create();
    }
    if (accessor.kind() == Kind.MODEL) {
      withKey(Objects.requireNonNull(accessor.table()));
    }
    return out.append("}\n").toString();
  }

  private void constructor() {
    if (accessor.kind() == Kind.REFERENCE) {
      line("  private " + accessor.name() + "() {}");
      return;
    }
    line("  /** Called by generated code. */");
    line("  public " + accessor.name() + "() {");
    List<String> arguments = new ArrayList<>(List.of(accessor.type() + ".class"));
    Table table = accessor.table();
    if (table != null) {
      String text = ModelsClass.lines(table).render();
      arguments.add(BlockedText.expression(List.of(text.substring(0, text.length() - 1))));
    }
    accessor.properties().forEach(p -> arguments.add(p.javaType()));
    line("    super(\n        " + String.join(",\n        ", arguments) + ");");
    line("  }");
  }

  private void names() {
    String names =
        accessor.properties().stream()
            .map(p -> JavaLiterals.line(p.column()))
            .collect(Collectors.joining(", "));
    method("java.util.List<String> names()");
    line("    return java.util.List.of(" + names + ");\n  }");
  }

  private void values() {
    String values =
        accessor.properties().stream().map(Property::get).collect(Collectors.joining(",\n      "));
    method("Object[] values(" + accessor.type() + " " + ROW + ")");
    line("    return new Object[] {\n      " + values + "\n    };\n  }");
  }

  private void create() {
    Map<String, String> given = new HashMap<>();
    List<Property> properties = accessor.properties();
    for (int i = 0; i < properties.size(); i++) {
      given.put(properties.get(i).column(), "_values[" + i + "]");
    }
    method(accessor.type() + " create(Object[] _values)");
    make(given);
    line("  }");
  }

  /** Returns a new instance in which only the given columns have a value. */
  private void make(Map<String, String> given) {
    List<Parameter> parameters = accessor.parameters();
    if (parameters != null) {
      returnRecord(given, false);
      return;
    }
    line("    " + accessor.type() + " " + ROW + " = new " + accessor.type() + "();");
    set(given);
    line("    return " + ROW + ";");
  }

  private void set(Map<String, String> given) {
    for (Property property : accessor.properties()) {
      String expression = given.get(property.column());
      if (expression != null) {
        line("    " + property.set(expression) + ";");
      }
    }
  }

  private void returnRecord(Map<String, String> given, boolean keepOthers) {
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : Objects.requireNonNull(accessor.parameters())) {
      String argument = keepOthers ? ROW + "." + parameter.name() + "()" : parameter.zero();
      for (Property property : accessor.properties()) {
        String expression = given.get(property.column());
        if (property.field().equals(parameter.name()) && expression != null) {
          argument = property.from(expression);
        }
      }
      arguments.add(argument);
    }
    line(
        "    return new "
            + accessor.type()
            + "(\n        "
            + String.join(",\n        ", arguments)
            + ");");
  }

  private void withKey(Table table) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < table.primaryKey().size(); i++) {
      given.put(table.primaryKey().get(i), "_key[" + i + "]");
    }
    method(accessor.type() + " withKey(" + accessor.type() + " " + ROW + ", Object... _key)");
    if (accessor.parameters() != null) {
      returnRecord(given, true);
    } else {
      set(given);
      line("    return " + ROW + ";");
    }
    line("  }");
  }

  private void reference(Property property) {
    String type = accessor.type();
    String value = property.valueType();
    line("\n  /** The value of an instance. */");
    line("  public static " + value + " " + property.field() + "Of(" + type + " " + ROW + ") {");
    line("    return " + ROW + " == null ? null : " + property.get() + ";\n  }");
    line("\n  /** An instance that has only this value. */");
    line(
        "  public static "
            + type
            + " having"
            + Property.capital(property.field())
            + "("
            + value
            + " _value) {");
    line("    if (_value == null) {\n      return null;\n    }");
    make(Map.of(property.column(), "_value"));
    line("  }");
  }

  private void method(String signature) {
    line("\n  @Override\n  public " + signature + " {");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
