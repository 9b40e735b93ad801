package dev.eloquent.processor.read;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Our annotations on one element, repeated ones unwrapped. */
final class ElementAnnotations {
  private static final String PACKAGE = "dev.eloquent.annotation.";

  private @Nullable AnnotationView model;
  private @Nullable AnnotationView id;
  private @Nullable AnnotationView column;
  private @Nullable AnnotationView transientMark;
  private final List<AnnotationView> foreignKeys = new ArrayList<>();
  private final List<AnnotationView> indexes = new ArrayList<>();
  private final List<AnnotationView> checks = new ArrayList<>();

  private ElementAnnotations() {}

  static ElementAnnotations of(Element element, List<? extends AnnotationMirror> mirrors) {
    ElementAnnotations all = new ElementAnnotations();
    for (AnnotationMirror mirror : mirrors) {
      all.add(element, mirror, 0);
    }
    return all;
  }

  /** Whether the element carries {@code @Model}; reads nothing else. */
  static boolean isModel(Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (name(mirror).equals(PACKAGE + "Model")) {
        return true;
      }
    }
    return false;
  }

  /** Whether the annotation is that of a Java migration. */
  static boolean isMigrationVersion(AnnotationMirror mirror) {
    return name(mirror).equals(PACKAGE + "MigrationVersion");
  }

  /** Whether the annotation is that of a factory, seeder or scenario. */
  static boolean isSeeds(AnnotationMirror mirror) {
    return name(mirror).equals(PACKAGE + "Seeds");
  }

  /** Whether the annotation is one of those that say what a model is. */
  static boolean isOurs(AnnotationMirror mirror) {
    return name(mirror).startsWith(PACKAGE);
  }

  private void add(Element element, AnnotationMirror mirror, int number) {
    String name = name(mirror);
    if (!name.startsWith(PACKAGE)) {
      return;
    }
    AnnotationView view = new AnnotationView(element, mirror, number);
    switch (name.substring(PACKAGE.length())) {
      case "Model" -> model = view;
      case "Id" -> id = view;
      case "Column" -> column = view;
      case "Transient" -> transientMark = view;
      case "ForeignKey" -> foreignKeys.add(view);
      case "Index" -> indexes.add(view);
      case "Check" -> checks.add(view);
      case "ForeignKeys", "Indexes", "Checks" -> {
        int count = 0;
        for (AnnotationValue entry : view.entries("value")) {
          if (entry.getValue() instanceof AnnotationMirror contained) {
            count++;
            add(element, contained, count);
          }
        }
      }
      default -> {
        // An annotation of a newer release means nothing to this one.
      }
    }
  }

  private static String name(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  @Nullable AnnotationView model() {
    return model;
  }

  @Nullable AnnotationView id() {
    return id;
  }

  @Nullable AnnotationView column() {
    return column;
  }

  @Nullable AnnotationView transientMark() {
    return transientMark;
  }

  List<AnnotationView> foreignKeys() {
    return foreignKeys;
  }

  List<AnnotationView> indexes() {
    return indexes;
  }

  List<AnnotationView> checks() {
    return checks;
  }
}
