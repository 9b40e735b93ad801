package dev.eloquent.processor.read;

import com.palantir.javapoet.TypeName;
import dev.eloquent.processor.access.Accessor;
import dev.eloquent.processor.access.Accessor.Kind;
import dev.eloquent.processor.access.Accessor.Parameter;
import dev.eloquent.processor.access.Property;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds how generated code reads and makes the instances of models, of what is nested in them, and
 * of the keys of those that they refer to. What it cannot is reported where the model was named.
 */
public final class AccessReader {
  private final Elements elements;
  private final Types types;
  private final Entities entities;
  private final Visibility visibility;
  private final Reporter reporter;
  private final String catalog;
  private final NavigableMap<String, Accessor> accessors = new TreeMap<>();

  /** Fields that others refer to, by the model that has them, with where that was named. */
  private final NavigableMap<String, NavigableMap<String, Entity.Field>> references =
      new TreeMap<>();

  private Location at = Location.NONE;

  /** Creates one for a round; {@code catalog} is part of the names of what is generated. */
  public AccessReader(
      Elements elements, Types types, Members members, Diagnostics diagnostics, String catalog) {
    this.elements = elements;
    this.types = types;
    this.catalog = catalog;
    reporter = new Reporter(diagnostics);
    entities = new Entities(elements, types, members, reporter, List.of());
    visibility = new Visibility(elements);
  }

  /** Reads a model that is named at a place. */
  public void read(TypeElement model, Table table, Location place) {
    at = place;
    Entity entity = entities.of(model);
    MemberAccess access = new MemberAccess(elements, types, (DeclaredType) model.asType());
    List<Property> properties = properties(entity.label, entity.fields, access, entity);
    put(Kind.MODEL, model, entity.label, access, properties, table);
  }

  /** All that was read, and what it needs besides, by name. */
  public Collection<Accessor> accessors() {
    return List.copyOf(accessors.values());
  }

  private List<Property> properties(
      String label, List<Entity.Field> fields, MemberAccess access, Entity entity) {
    List<Property> properties = new ArrayList<>();
    for (Entity.Field field : fields) {
      Property property = property(label, field, access, entity);
      if (property != null) {
        properties.add(property);
      }
    }
    return properties;
  }

  private @Nullable Property property(
      String label, Entity.Field field, MemberAccess access, Entity entity) {
    TypeElement owner = access.type();
    if (!visibility.type(field.type, owner)) {
      reporter.report(Problem.SEEDS_TYPE, at, label, field.label, JavaTypes.name(field.type));
      return null;
    }
    String get = access.reading(field.element, field.type);
    String set = access.isRecord() ? "" : access.setting(field.element, field.type);
    if (get == null || set == null) {
      String how = get != null ? "set" : set != null ? "read" : "read and set";
      String fix = access.fix(field.element, field.type, get == null, set == null);
      reporter.report(Problem.SEEDS_FIELD, at, label, field.label, how, fix);
      return null;
    }
    return field.reference == null
        ? plain(field, get, set, entity)
        : reference(field, field.reference, get, set);
  }

  private @Nullable Property plain(Entity.Field field, String get, String set, Entity entity) {
    AnnotationView column = field.annotations.column();
    String javaType =
        column == null || !column.has("type")
            ? javaType(field.type, entity)
            : entity.isCollection()
                ? "JavaType.of(" + literal(field.type) + ", \"" + column.text("type") + "\")"
                : single(field.type);
    if (javaType == null) {
      return null;
    }
    TypeName type = TypeName.get(field.type).withoutAnnotations();
    String boxed = type.box().toString();
    String from = "(" + boxed + ") " + Property.VALUE;
    if (type.isPrimitive()) {
      from = "(" + Property.VALUE + " == null ? " + zero(field.type) + " : " + from + ")";
    }
    String name = field.element.getSimpleName().toString();
    return new Property(field.column, name, boxed, javaType, get, from, set);
  }

  private @Nullable Property reference(
      Entity.Field field, TypeElement model, String get, String set) {
    Entity target = entities.of(model);
    Entity.Field key = ForeignKeyReader.referencedField(field, target);
    if (key == null) {
      return null;
    }
    Property there = referenced(target, key);
    if (there == null) {
      return null;
    }
    String helper = name(Kind.REFERENCE, model);
    String packageName = packageName(model);
    String qualified = packageName.isEmpty() ? helper : packageName + "." + helper;
    String name = there.field();
    return new Property(
        field.column,
        field.element.getSimpleName().toString(),
        there.valueType(),
        there.javaType(),
        qualified + "." + name + "Of(" + get + ")",
        qualified
            + ".having"
            + Property.capital(name)
            + "(("
            + there.valueType()
            + ") "
            + Property.VALUE
            + ")",
        set);
  }

  /** The field that another model refers to; it is read once, however many refer to it. */
  private @Nullable Property referenced(Entity target, Entity.Field key) {
    MemberAccess access = new MemberAccess(elements, types, (DeclaredType) target.element.asType());
    Property property = property(target.label, key, access, target);
    if (property != null) {
      NavigableMap<String, Entity.Field> all =
          references.computeIfAbsent(target.binaryName, n -> new TreeMap<>());
      if (all.put(property.field(), key) == null) {
        List<Property> properties =
            properties(target.label, List.copyOf(all.values()), access, target);
        put(Kind.REFERENCE, target.element, target.label, access, properties, null);
      }
    }
    return property;
  }

  /** The expression of a field's Java type; null after reporting that it has none. */
  private @Nullable String javaType(TypeMirror type, Entity entity) {
    TypeMirror element = entity.isCollection() ? DocumentTypes.elementOf(type) : null;
    if (element != null) {
      String of = javaType(element, entity);
      return of == null ? null : "JavaType.many(" + literal(type) + ", " + of + ")";
    }
    if (entity.isCollection()
        && type instanceof DeclaredType declared
        && DocumentTypes.isOwnClass(type)
        && entities.model(declared.asElement()) == null) {
      return nested(declared, entity);
    }
    return single(type);
  }

  private String single(TypeMirror type) {
    return "JavaType.of(" + literal(type) + ")";
  }

  private @Nullable String nested(DeclaredType type, Entity entity) {
    TypeElement element = (TypeElement) type.asElement();
    MemberAccess access = new MemberAccess(elements, types, type);
    String label = JavaTypes.name(type);
    if (!type.getTypeArguments().isEmpty()) {
      reporter.report(
          Problem.SEEDS_INSTANCES,
          at,
          label,
          "is generic: nest a class of its own for each type argument");
      return null;
    }
    List<Entity.Field> fields = entities.fields(entity, type);
    List<Property> properties = properties(label, fields, access, entity);
    put(Kind.NESTED, element, label, access, properties, null);
    String packageName = packageName(element);
    String name = name(Kind.NESTED, element);
    return "JavaType.nested(new "
        + (packageName.isEmpty() ? name : packageName + "." + name)
        + "())";
  }

  private void put(
      Kind kind,
      TypeElement type,
      String label,
      MemberAccess access,
      List<Property> properties,
      @Nullable Table table) {
    boolean inner =
        type.getNestingKind() == NestingKind.MEMBER
            && type.getKind() == ElementKind.CLASS
            && !type.getModifiers().contains(Modifier.STATIC);
    if (inner) {
      reporter.report(Problem.SEEDS_INSTANCES, at, label, "is an inner class: make it static");
    } else if (!access.isRecord() && !access.hasConstructor()) {
      String why =
          "has no constructor without parameters that is not private and throws nothing: add "
              + type.getSimpleName()
              + "() {}";
      reporter.report(Problem.SEEDS_INSTANCES, at, label, why);
    }
    Accessor accessor =
        new Accessor(
            kind,
            packageName(type),
            name(kind, type),
            TypeName.get(types.erasure(type.asType())).toString(),
            properties,
            access.isRecord() ? parameters(type) : null,
            table);
    accessors.put(accessor.qualifiedName(), accessor);
  }

  private static List<Parameter> parameters(TypeElement type) {
    List<Parameter> parameters = new ArrayList<>();
    for (RecordComponentElement component : type.getRecordComponents()) {
      String cast = "(" + TypeName.get(component.asType()).withoutAnnotations() + ") ";
      String name = component.getSimpleName().toString();
      parameters.add(new Parameter(name, cast + zero(component.asType())));
    }
    return parameters;
  }

  private static String zero(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> "false";
      case BYTE -> "(byte) 0";
      case SHORT -> "(short) 0";
      case CHAR -> "(char) 0";
      case INT -> "0";
      case LONG -> "0L";
      case FLOAT -> "0f";
      case DOUBLE -> "0d";
      default -> "null";
    };
  }

  private String literal(TypeMirror type) {
    TypeMirror erased = types.erasure(type);
    TypeName name = TypeName.get(erased).withoutAnnotations();
    return (erased instanceof ArrayType ? name : name.box()) + ".class";
  }

  private String packageName(TypeElement type) {
    return elements.getPackageOf(type).getQualifiedName().toString();
  }

  private String name(Kind kind, TypeElement type) {
    StringBuilder nested = new StringBuilder(type.getSimpleName());
    for (Element e = type.getEnclosingElement();
        e instanceof TypeElement;
        e = e.getEnclosingElement()) {
      nested.insert(0, e.getSimpleName() + "_");
    }
    return kind.name(nested.toString(), catalog);
  }
}
