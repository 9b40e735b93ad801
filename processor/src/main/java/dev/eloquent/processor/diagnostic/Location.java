package dev.eloquent.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where in the sources something was said: an element, perhaps an annotation on it, perhaps a value
 * of that.
 */
public record Location(
    @Nullable Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value) {
  /** Nowhere in particular. */
  public static final Location NONE = new Location(null, null, null);
}
