package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Varchar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Decides the type of a document's field: as a column's, but for text without limit, enums, lists
 * and nested documents.
 */
final class DocumentTypes {
  private static final String OBJECT_ID = "objectid";

  /** The digits that an unscaled decimal of 128 bits holds. */
  private static final int DECIMAL128 = 34;

  private static final Set<String> LISTS =
      Set.of(
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.List",
          "java.util.ArrayList",
          "java.util.Set",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.SortedSet");

  private static final Set<String> FREE =
      Set.of(
          "java.util.Map",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.SortedMap",
          "org.bson.Document",
          "org.bson.BsonDocument");

  /** What says something of a column, and nothing of a nested document's field. */
  private static final List<String> NOT_NESTED =
      List.of("unique", "defaultValue", "backfill", "renamedFrom", "comment");

  private final Entities entities;
  private final ColumnTypes columns = new ColumnTypes();
  private final Deque<TypeElement> nesting = new ArrayDeque<>();

  DocumentTypes(Entities entities) {
    this.entities = entities;
  }

  /** The type; null after reporting why there is none. */
  @Nullable ColumnType of(Entity entity, Entity.Field field) {
    AnnotationView column = field.annotations.column();
    if (field.reference != null) {
      return reference(entity, field);
    }
    if (column != null && TimestampRules.apply(column)) {
      return TimestampRules.type(entity, field, column);
    }
    if (column != null) {
      TimestampRules.checkUnused(entity, field, column);
    }
    if (column != null && column.has("type")) {
      return named(entity, field, column);
    }
    ColumnType structured = structured(entity, field, field.type);
    if (structured != null) {
      ColumnTypes.rejectSizes(entity, field, JavaTypes.name(field.type), "");
      return structured;
    }
    if (isStructured(field.type)) {
      return null;
    }
    if (JavaTypes.of(field.type) == null) {
      return none(entity, field, field.type, fix(field.type));
    }
    ColumnType type = columns.of(entity, field);
    boolean sized = column != null && column.has("length");
    return type instanceof Varchar && !sized ? new ColumnType.Text() : type;
  }

  private @Nullable ColumnType named(Entity entity, Entity.Field field, AnnotationView column) {
    if (!column.text("type").equals(OBJECT_ID)) {
      return columns.of(entity, field);
    }
    ColumnTypes.rejectSizes(entity, field, "type = \"" + OBJECT_ID + "\"", "");
    return new ColumnType.ObjectId();
  }

  private static @Nullable ColumnType reference(Entity entity, Entity.Field field) {
    String fix =
        "MongoDB has no foreign keys; hold the other's id in a field of its type, or nest a class"
            + " without @Model";
    entity.report(Problem.COLLECTION_REFERENCE, field.at(), field.label, fix);
    return null;
  }

  /** Whether {@link #structured} decides, be it with an error. */
  private boolean isStructured(TypeMirror type) {
    return isList(type) || isNested(type) || JavaTypes.isEnum(type);
  }

  /** The type of what no column has; null for what one has, and after reporting an error. */
  private @Nullable ColumnType structured(Entity entity, Entity.Field field, TypeMirror type) {
    String name = JavaTypes.qualifiedName(type);
    if (name.equals("org.bson.types.ObjectId")) {
      return new ColumnType.ObjectId();
    } else if (name.equals("org.bson.types.Decimal128")) {
      return new Decimal(DECIMAL128, 0);
    } else if (FREE.contains(name)) {
      return new ColumnType.Document(List.of());
    } else if (JavaTypes.isEnum(type)) {
      return choice(entity, field, type);
    } else if (isList(type)) {
      return list(entity, field, type);
    }
    return isNested(type) ? nested(entity, field, (DeclaredType) type) : null;
  }

  private @Nullable ColumnType choice(Entity entity, Entity.Field field, TypeMirror type) {
    List<String> constants = entities.constants(type);
    if (constants.isEmpty()) {
      String fix = "the enum has no constants; declare one";
      return none(entity, field, type, fix);
    }
    return new ColumnType.Choice(constants);
  }

  private static boolean isList(TypeMirror type) {
    return LISTS.contains(JavaTypes.qualifiedName(type))
        || (type.getKind() == TypeKind.ARRAY && JavaTypes.of(type) == null);
  }

  /** The type of a list's elements; null for what is no list, and if it does not say. */
  static @Nullable TypeMirror elementOf(TypeMirror type) {
    TypeMirror element = null;
    if (!isList(type)) {
      return null;
    } else if (type instanceof ArrayType array) {
      element = array.getComponentType();
    } else if (type instanceof DeclaredType declared && declared.getTypeArguments().size() == 1) {
      element = declared.getTypeArguments().get(0);
    }
    return element == null || element.getKind() == TypeKind.WILDCARD ? null : element;
  }

  private @Nullable ColumnType list(Entity entity, Entity.Field field, TypeMirror type) {
    TypeMirror element = elementOf(type);
    if (element == null) {
      return none(entity, field, type, "say what its elements are, such as List<String>");
    }
    if (entities.model(AnnotationView.element(element)) != null) {
      return reference(entity, field);
    }
    ColumnType of = element(entity, field, element);
    return of == null ? null : new ColumnType.Array(of);
  }

  private @Nullable ColumnType element(Entity entity, Entity.Field field, TypeMirror type) {
    ColumnType structured = structured(entity, field, type);
    if (structured != null || isStructured(type)) {
      return structured;
    }
    ColumnType plain = JavaTypes.of(type);
    if (plain == null) {
      return none(entity, field, type, fix(type));
    }
    return plain instanceof Varchar ? new ColumnType.Text() : plain;
  }

  private boolean isNested(TypeMirror type) {
    return isOwnClass(type) && entities.model(AnnotationView.element(type)) == null;
  }

  /** Whether it is a class or record of somebody's own, be it a model. */
  static boolean isOwnClass(TypeMirror type) {
    if (!(AnnotationView.element(type) instanceof TypeElement element)
        || JavaTypes.of(type) != null) {
      return false;
    }
    String name = element.getQualifiedName().toString();
    boolean library =
        name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("org.bson.");
    boolean kind =
        element.getKind() == ElementKind.CLASS || element.getKind() == ElementKind.RECORD;
    return kind && !library && !element.getModifiers().contains(Modifier.ABSTRACT);
  }

  private @Nullable ColumnType nested(Entity entity, Entity.Field field, DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    if (nesting.contains(element)) {
      return none(
          entity,
          field,
          type,
          "it nests itself without end; hold ids instead, or any content with @Column(type ="
              + " \"json\")");
    }
    nesting.push(element);
    List<Entity.Field> nested = entities.fields(entity, type);
    List<ColumnType.Field> fields = new ArrayList<>();
    Map<String, Entity.Field> seen = new HashMap<>();
    boolean good = true;
    for (Entity.Field inner : nested) {
      good &= checkNested(entity, inner, seen);
      ColumnType of = of(entity, inner);
      good &= of != null;
      if (of != null) {
        boolean nullable = ColumnReader.isNullable(entity, inner);
        fields.add(new ColumnType.Field(inner.column, of, nullable));
      }
    }
    nesting.pop();
    if (nested.isEmpty()) {
      String fix = "it has no fields; for any content use Map, or @Column(type = \"json\")";
      return none(entity, field, type, fix);
    }
    return good ? new ColumnType.Document(fields) : null;
  }

  private static boolean checkNested(
      Entity entity, Entity.Field field, Map<String, Entity.Field> seen) {
    int before = seen.size();
    Entity.Field other = seen.putIfAbsent(field.column, field);
    if (other != null) {
      entity.report(
          Problem.DUPLICATE_COLUMN, field.at("name"), field.label, field.column, other.label);
    }
    String columnFix = "@Column(name = \"...\")";
    boolean good =
        TextRules.checkName(
            entity, field.at("name"), field.label, "field", field.column, columnFix);
    AnnotationView column = field.annotations.column();
    for (String attribute : NOT_NESTED) {
      if (column != null && column.has(attribute)) {
        entity.report(Problem.NOT_NESTED, column.at(attribute), field.label, attribute);
        good = false;
      }
    }
    List<AnnotationView> others = new ArrayList<>(field.annotations.indexes());
    others.addAll(field.annotations.foreignKeys());
    AnnotationView id = field.annotations.id();
    if (id != null) {
      others.add(id);
    }
    for (AnnotationView view : others) {
      entity.report(Problem.NOT_NESTED, view.at(), field.label, "this annotation");
    }
    return good && others.isEmpty() && seen.size() > before;
  }

  /** What to do about a type that no document can have. */
  private static String fix(TypeMirror type) {
    boolean library = JavaTypes.qualifiedName(type).startsWith("java.");
    return library || type.getKind() == TypeKind.ERROR
        ? JavaTypes.fix(type)
        : "nest a class or record that is not abstract, or keep any content with @Column(type ="
            + " \"json\"), or mark the field @Transient";
  }

  private static @Nullable ColumnType none(
      Entity entity, Entity.Field field, TypeMirror type, String fix) {
    entity.report(Problem.NO_COLUMN_TYPE, field.at(), field.label, JavaTypes.name(type), fix);
    return null;
  }
}
