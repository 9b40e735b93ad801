package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Makes the entity of each model once: its names and fields, not yet its columns. */
final class Entities {
  private static final Set<String> CONNECTIONS = Set.of("pg", "mysql", "sqlite", "mongo");

  private final Elements elements;
  private final Types types;
  private final Members members;
  private final Reporter reporter;
  private final Set<TypeElement> models;
  private final Map<TypeElement, Entity> entities = new HashMap<>();
  private final Map<TypeElement, Boolean> isModel = new HashMap<>();
  private final Map<VariableElement, ElementAnnotations> annotations = new HashMap<>();
  private final Map<TypeElement, List<VariableElement>> fields = new HashMap<>();

  /**
   * @param models those that are read; all others are only targets of their foreign keys
   */
  Entities(
      Elements elements,
      Types types,
      Members members,
      Reporter reporter,
      Iterable<TypeElement> models) {
    this.elements = elements;
    this.types = types;
    this.members = members;
    this.reporter = reporter;
    this.models = new LinkedHashSet<>();
    models.forEach(this.models::add);
  }

  /** The entity of a class that is a model. */
  Entity of(TypeElement type) {
    Entity known = entities.get(type);
    if (known != null) {
      return known;
    }
    ElementAnnotations all = ElementAnnotations.of(type, type.getAnnotationMirrors());
    Entity entity =
        new Entity(
            type,
            all,
            elements.getBinaryName(type).toString(),
            label(type),
            tableName(type, all),
            models.contains(type) ? reporter : null);
    entities.put(type, entity);
    checkConnection(entity);
    entity.refused = !checkKind(entity);
    if (!entity.refused) {
      entity.fields.addAll(fields(entity, (DeclaredType) type.asType()));
    }
    return entity;
  }

  /** The element as a model; null if it is none. */
  @Nullable TypeElement model(@Nullable Element element) {
    return element instanceof TypeElement type
            && isModel.computeIfAbsent(type, ElementAnnotations::isModel)
        ? type
        : null;
  }

  /** The constants of an enum in declaration order; none for another type. */
  List<String> constants(TypeMirror type) {
    if (!JavaTypes.isEnum(type)
        || !(AnnotationView.element(type) instanceof TypeElement declared)) {
      return List.of();
    }
    return members.of(declared).stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(member -> member.getSimpleName().toString())
        .toList();
  }

  private static String tableName(TypeElement type, ElementAnnotations all) {
    AnnotationView model = all.model();
    return model != null && model.has("table")
        ? model.text("table")
        : NamingRules.table(type.getSimpleName().toString());
  }

  private static String label(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? label(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  private static void checkConnection(Entity entity) {
    String connection = entity.connection;
    Location at = entity.model.at("connection");
    if (!connection.isEmpty() && !CONNECTIONS.contains(connection)) {
      String hint =
          switch (connection) {
            case "postgres", "postgresql" -> NearMiss.suggest("pg");
            case "mariadb" -> NearMiss.suggest("mysql");
            case "mongodb" -> NearMiss.suggest("mongo");
            default -> NearMiss.hint(connection, CONNECTIONS);
          };
      entity.report(Problem.UNKNOWN_CONNECTION, at, entity.label, connection, hint);
    }
  }

  private static boolean checkKind(Entity entity) {
    TypeElement type = entity.element;
    ElementKind kind = type.getKind();
    if (kind != ElementKind.CLASS && kind != ElementKind.RECORD) {
      String what =
          switch (kind) {
            case ENUM -> "an enum";
            case ANNOTATION_TYPE -> "an annotation";
            default -> "an interface";
          };
      return refuse(entity, "it is " + what, "put @Model on a class or record");
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return refuse(
          entity,
          "it is abstract",
          "put @Model on its subclasses, each of which has the columns of its superclasses");
    }
    if (!type.getTypeParameters().isEmpty()) {
      return refuse(
          entity, "it is generic", "put @Model on a subclass that names the type arguments");
    }
    if (type.getNestingKind() == NestingKind.LOCAL
        || type.getNestingKind() == NestingKind.ANONYMOUS) {
      return refuse(entity, "it is local to a method", "make it a class of its own");
    }
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        String which = e.equals(type) ? "it" : e.getSimpleName().toString();
        return refuse(entity, which + " is private", "remove the modifier private");
      }
    }
    return true;
  }

  private static boolean refuse(Entity entity, String why, String fix) {
    entity.report(Problem.NO_ENTITY, entity.model.at(), entity.label, why, fix);
    return false;
  }

  /** The fields of a class that are columns, those of its superclasses first. */
  List<Entity.Field> fields(Entity entity, DeclaredType self) {
    List<Entity.Field> all = new ArrayList<>();
    List<DeclaredType> lineage = new ArrayList<>();
    for (TypeMirror t = self;
        t instanceof DeclaredType declared && t.getKind() == TypeKind.DECLARED;
        t = ((TypeElement) declared.asElement()).getSuperclass()) {
      lineage.add(0, declared);
    }
    for (DeclaredType type : lineage) {
      TypeElement owner = (TypeElement) type.asElement();
      boolean generic = !owner.getTypeParameters().isEmpty();
      for (VariableElement field : fields.computeIfAbsent(owner, this::instanceFields)) {
        ElementAnnotations written =
            annotations.computeIfAbsent(
                field, f -> ElementAnnotations.of(f, members.annotations(f)));
        if (isColumn(entity, owner, field, written)) {
          TypeMirror fieldType = generic ? types.asMemberOf(self, field) : field.asType();
          all.add(newField(entity, owner, field, written, fieldType));
        }
      }
    }
    return all;
  }

  private List<VariableElement> instanceFields(TypeElement owner) {
    String name = owner.getQualifiedName().toString();
    if (name.equals("java.lang.Object") || name.equals("java.lang.Record")) {
      return List.of();
    }
    List<VariableElement> all = new ArrayList<>();
    for (Element member : members.of(owner)) {
      if (member.getKind() == ElementKind.FIELD && member instanceof VariableElement field) {
        all.add(field);
      }
    }
    return all;
  }

  private boolean isColumn(
      Entity entity, TypeElement owner, VariableElement field, ElementAnnotations all) {
    String why = whyNoColumn(field, all);
    if (why.isEmpty()) {
      return elements.getOrigin(field) != Elements.Origin.SYNTHETIC;
    }
    String label = label(owner) + "." + field.getSimpleName();
    reportUseless(entity, label, "Column", all.column(), why);
    reportUseless(entity, label, "Id", all.id(), why);
    all.foreignKeys().forEach(v -> reportUseless(entity, label, "ForeignKey", v, why));
    all.indexes().forEach(v -> reportUseless(entity, label, "Index", v, why));
    return false;
  }

  private static String whyNoColumn(VariableElement field, ElementAnnotations all) {
    if (field.getModifiers().contains(Modifier.STATIC)) {
      return "a static field has no column";
    }
    if (field.getModifiers().contains(Modifier.TRANSIENT)) {
      return "a transient field has no column";
    }
    return all.transientMark() != null ? "a field with @Transient has no column" : "";
  }

  private static void reportUseless(
      Entity entity, String label, String name, @Nullable AnnotationView view, String why) {
    if (view != null) {
      entity.report(Problem.NO_COLUMN_HERE, view.at(), label, name, why);
    }
  }

  private Entity.Field newField(
      Entity entity,
      TypeElement owner,
      VariableElement field,
      ElementAnnotations all,
      TypeMirror type) {
    String name = field.getSimpleName().toString();
    AnnotationView column = all.column();
    TypeElement reference =
        column != null && column.has("type") ? null : model(AnnotationView.element(type));
    String derived = reference == null ? NamingRules.column(name) : NamingRules.reference(name);
    if (entity.isCollection() && all.id() != null) {
      derived = Entity.DOCUMENT_ID;
    }
    String columnName = column != null && column.has("name") ? column.text("name") : derived;
    return new Entity.Field(field, all, type, label(owner) + "." + name, columnName, reference);
  }
}
