package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Looks at what a model names, for another processor may generate it: a model that is read before
 * would be read wrongly.
 */
public final class NamedTypes {
  /** How the compiler of the JDK shows an annotation value that it cannot resolve. */
  private static final String ERROR = "<error>";

  private NamedTypes() {}

  /** The first place in the class or its superclasses that names what nobody has declared. */
  public static Optional<Location> unresolved(TypeElement model) {
    for (TypeElement type = model; ; ) {
      for (Element member : type.getEnclosedElements()) {
        if (isDeclaredField(member) && !isResolved(member)) {
          return Optional.of(new Location(member, null, null));
        }
      }
      TypeMirror superclass = type.getSuperclass();
      if (!isAnnotatedWithResolved(type) || isUnresolved(superclass)) {
        return Optional.of(new Location(type, null, null));
      }
      if (!(AnnotationView.element(superclass) instanceof TypeElement next)) {
        return Optional.empty();
      }
      type = next;
    }
  }

  /** Whether one of these classes is a superclass of the model or the type of a field. */
  public static boolean names(TypeElement model, Set<String> classes) {
    for (TypeElement type = model; ; ) {
      for (Element member : type.getEnclosedElements()) {
        if (member.getKind() == ElementKind.FIELD && classes.contains(name(member.asType()))) {
          return true;
        }
      }
      if (classes.contains(name(type.getSuperclass()))) {
        return true;
      }
      if (!(AnnotationView.element(type.getSuperclass()) instanceof TypeElement next)) {
        return false;
      }
      type = next;
    }
  }

  private static String name(TypeMirror type) {
    return AnnotationView.element(type) instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : "";
  }

  /** Components as well: the Eclipse compiler may not show all annotations of a record's fields. */
  private static boolean isDeclaredField(Element member) {
    return member.getKind() == ElementKind.FIELD
        || member.getKind() == ElementKind.RECORD_COMPONENT;
  }

  private static boolean isResolved(Element field) {
    return !isUnresolved(field.asType()) && isAnnotatedWithResolved(field);
  }

  private static boolean isUnresolved(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR
        || (type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(NamedTypes::isUnresolved));
  }

  private static boolean isAnnotatedWithResolved(Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (ElementAnnotations.isOurs(mirror)
          && !mirror.getElementValues().values().stream().allMatch(NamedTypes::isResolved)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isResolved(AnnotationValue value) {
    Object content = value.getValue();
    if (content instanceof TypeMirror type) {
      return !isUnresolved(type);
    }
    if (content instanceof AnnotationMirror mirror) {
      return mirror.getElementValues().values().stream().allMatch(NamedTypes::isResolved);
    }
    if (content instanceof List<?> entries) {
      return entries.stream()
          .allMatch(entry -> !(entry instanceof AnnotationValue v) || isResolved(v));
    }
    // A text of that content has quotes in this form.
    return !ERROR.equals(content) || !value.toString().equals(ERROR);
  }
}
