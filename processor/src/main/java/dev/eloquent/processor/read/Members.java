package dev.eloquent.processor.read;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Gives the members of a class as the source declares them, whatever the compiler makes of it. */
public interface Members {
  /** As the compiler has them; right for the compiler of the JDK. */
  Members OF_COMPILER = TypeElement::getEnclosedElements;

  /** The members, fields and constants in declaration order. */
  List<? extends Element> of(TypeElement type);

  /** What a field is annotated with. */
  default List<? extends AnnotationMirror> annotations(VariableElement field) {
    return field.getAnnotationMirrors();
  }
}
