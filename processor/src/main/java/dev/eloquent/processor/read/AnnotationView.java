package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote in an annotation, without defaults, and where. A value of another type than
 * asked for, which the compiler has reported already, counts as not written.
 */
final class AnnotationView {
  private final Element element;
  private final AnnotationMirror mirror;
  private final int number;
  private final Map<String, AnnotationValue> values = new HashMap<>();

  /**
   * @param number which one of several of its kind on the element, from 1; 0 if it is the only one
   */
  AnnotationView(Element element, AnnotationMirror mirror, int number) {
    this.element = element;
    this.mirror = mirror;
    this.number = number;
    mirror
        .getElementValues()
        .forEach((method, value) -> values.put(method.getSimpleName().toString(), value));
  }

  /** Whether the attribute was written, be it with its default. */
  boolean has(String attribute) {
    return values.containsKey(attribute);
  }

  String text(String attribute) {
    return value(attribute) instanceof String text ? text : "";
  }

  boolean flag(String attribute, boolean otherwise) {
    return value(attribute) instanceof Boolean flag ? flag : otherwise;
  }

  int number(String attribute, int otherwise) {
    return value(attribute) instanceof Integer number ? number : otherwise;
  }

  /** The name of an enum constant. */
  String constant(String attribute, String otherwise) {
    return value(attribute) instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : otherwise;
  }

  /** The class that was written; null for none and for {@code void}. */
  @Nullable TypeMirror type(String attribute) {
    return value(attribute) instanceof TypeMirror type && type.getKind() != TypeKind.VOID
        ? type
        : null;
  }

  /** The element of the class that was written; null if it is no class. */
  static @Nullable Element element(@Nullable TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.asElement() : null;
  }

  /** The entries of an array, each with its place. */
  List<AnnotationValue> entries(String attribute) {
    List<AnnotationValue> entries = new ArrayList<>();
    if (value(attribute) instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof AnnotationValue value) {
          entries.add(value);
        }
      }
    } else if (values.get(attribute) != null) {
      entries.add(values.get(attribute));
    }
    return entries;
  }

  /** The texts of an array. */
  List<String> texts(String attribute) {
    List<String> texts = new ArrayList<>();
    for (AnnotationValue entry : entries(attribute)) {
      if (entry.getValue() instanceof String text) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * The element's name in messages with what tells this annotation from others: {@code
   * Order, @Index 2}. The compiler knows no place for one of several annotations and shows the
   * element instead.
   */
  String label(String elementLabel) {
    return number == 0
        ? elementLabel
        : elementLabel
            + ", @"
            + mirror.getAnnotationType().asElement().getSimpleName()
            + " "
            + number;
  }

  /** The annotation's own place. */
  Location at() {
    return new Location(element, mirror, null);
  }

  /** The place of the attribute's value, or of the annotation if it was not written. */
  Location at(String attribute) {
    return new Location(element, mirror, values.get(attribute));
  }

  /** The place of an array's entry. */
  Location at(AnnotationValue entry) {
    return new Location(element, mirror, entry);
  }

  private @Nullable Object value(String attribute) {
    AnnotationValue value = values.get(attribute);
    return value == null ? null : value.getValue();
  }
}
