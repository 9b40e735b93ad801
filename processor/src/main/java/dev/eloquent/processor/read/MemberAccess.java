package dev.eloquent.processor.read;

import com.palantir.javapoet.TypeName;
import dev.eloquent.processor.access.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds how the fields of one class are read and set from its package: the field itself if that may
 * be named, since it is what the column holds, else a getter and a setter; of a record its
 * component.
 */
final class MemberAccess {
  private final Types types;
  private final Visibility visibility;
  private final TypeElement type;
  private final DeclaredType self;
  private final List<ExecutableElement> methods;

  MemberAccess(Elements elements, Types types, DeclaredType self) {
    this.types = types;
    this.self = self;
    type = (TypeElement) self.asElement();
    visibility = new Visibility(elements);
    methods = ElementFilter.methodsIn(elements.getAllMembers(type));
  }

  TypeElement type() {
    return type;
  }

  boolean isRecord() {
    return type.getKind() == ElementKind.RECORD;
  }

  /** Whether instances of it can be made without arguments. */
  boolean hasConstructor() {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            c ->
                c.getParameters().isEmpty()
                    && !c.getModifiers().contains(Modifier.PRIVATE)
                    && throwsNothing(c.getThrownTypes()));
  }

  /** The expression that reads a field; null if there is none. */
  @Nullable String reading(VariableElement field, TypeMirror fieldType) {
    String name = field.getSimpleName().toString();
    if (isRecord()) {
      return Property.ROW + "." + name + "()";
    }
    if (visibility.member(field, type)) {
      return direct(field);
    }
    for (String getter : getters(name, fieldType)) {
      if (method(getter, 0, t -> types.isAssignable(t.getReturnType(), fieldType))) {
        return Property.ROW + "." + getter + "()";
      }
    }
    return null;
  }

  /** The statement that sets a field of a class; null if there is none. */
  @Nullable String setting(VariableElement field, TypeMirror fieldType) {
    String name = field.getSimpleName().toString();
    if (visibility.member(field, type) && !field.getModifiers().contains(Modifier.FINAL)) {
      return direct(field) + " = " + Property.VALUE;
    }
    for (String setter : setters(name, fieldType)) {
      if (method(setter, 1, t -> types.isAssignable(fieldType, t.getParameterTypes().get(0)))) {
        return Property.ROW + "." + setter + "(" + Property.VALUE + ")";
      }
    }
    return null;
  }

  /** What to add so that the field can be read, or set, or both. */
  String fix(VariableElement field, TypeMirror fieldType, boolean read, boolean set) {
    String name = field.getSimpleName().toString();
    String simple = JavaTypes.name(fieldType);
    List<String> methods = new ArrayList<>();
    if (read) {
      methods.add(simple + " " + getters(name, fieldType).get(0) + "()");
    }
    if (set) {
      methods.add("void " + setters(name, fieldType).get(0) + "(" + simple + " " + name + ")");
    }
    String otherwise =
        field.getModifiers().contains(Modifier.PRIVATE)
            ? "remove private"
            : visibility.member(field, type) ? "remove final" : "make the field public";
    return "add " + String.join(" and ", methods) + ", not private, or " + otherwise;
  }

  /** A field of a superclass may be hidden by another of its name. */
  private String direct(VariableElement field) {
    Element owner = Objects.requireNonNull(field.getEnclosingElement());
    @Nullable Element first = type;
    while (first instanceof TypeElement t && !first.equals(owner)) {
      if (ElementFilter.fieldsIn(t.getEnclosedElements()).stream()
          .anyMatch(f -> f.getSimpleName().equals(field.getSimpleName()))) {
        return "(("
            + TypeName.get(types.erasure(owner.asType()))
            + ") "
            + Property.ROW
            + ")."
            + field.getSimpleName();
      }
      first = AnnotationView.element(t.getSuperclass());
    }
    return Property.ROW + "." + field.getSimpleName();
  }

  private boolean method(String name, int parameters, Predicate<ExecutableType> fits) {
    for (ExecutableElement method : methods) {
      if (method.getSimpleName().contentEquals(name)
          && method.getParameters().size() == parameters
          && method.getTypeParameters().isEmpty()
          && !method.getModifiers().contains(Modifier.STATIC)
          && visibility.member(method, type)
          && throwsNothing(method.getThrownTypes())
          && fits.test((ExecutableType) types.asMemberOf(self, method))) {
        return true;
      }
    }
    return false;
  }

  private static boolean throwsNothing(List<? extends TypeMirror> thrown) {
    for (TypeMirror t : thrown) {
      for (TypeMirror u = t;
          AnnotationView.element(u) instanceof TypeElement e;
          u = e.getSuperclass()) {
        String name = e.getQualifiedName().toString();
        if (name.equals("java.lang.RuntimeException") || name.equals("java.lang.Error")) {
          break;
        }
        if (name.equals("java.lang.Throwable")) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> getters(String field, TypeMirror type) {
    List<String> names = new ArrayList<>();
    capitalized(field).forEach(name -> names.add("get" + name));
    if (isBoolean(type)) {
      capitalized(field).forEach(name -> names.add(0, "is" + name));
    }
    names.add(field);
    return names;
  }

  private static List<String> setters(String field, TypeMirror type) {
    List<String> names = new ArrayList<>();
    capitalized(field).forEach(name -> names.add("set" + name));
    if (isBoolean(type) && field.startsWith("is") && field.length() > 2) {
      names.add("set" + field.substring(2));
    }
    names.add(field);
    return names;
  }

  /** A name like {@code eMail} stays as it is in some conventions. */
  private static List<String> capitalized(String field) {
    String capital = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    boolean second = field.length() > 1 && Character.isUpperCase(field.charAt(1));
    return second ? List.of(capital, field) : List.of(capital);
  }

  private static boolean isBoolean(TypeMirror type) {
    return type.getKind() == TypeKind.BOOLEAN
        || JavaTypes.qualifiedName(type).equals("java.lang.Boolean");
  }
}
