package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads classes with {@code @Seeds}. */
public final class SeedsReader {
  private static final String PACKAGE = "dev.eloquent.seed.";
  private static final String FACTORY = PACKAGE + "Factory";

  /** What is found at run time. */
  public static final List<String> SERVICES = List.of(PACKAGE + "Seeder", PACKAGE + "Scenario");

  private final Elements elements;
  private final Types types;
  private final Diagnostics diagnostics;

  /**
   * A class with {@code @Seeds}.
   *
   * @param className its binary name
   * @param services what it is found as
   * @param models the models that it names
   */
  public record Seeds(String className, List<String> services, List<Named> models) {}

  /** A model and where it is named. */
  public record Named(TypeElement model, Location at) {}

  /** Creates one for a round. */
  public SeedsReader(Elements elements, Types types, Diagnostics diagnostics) {
    this.elements = elements;
    this.types = types;
    this.diagnostics = diagnostics;
  }

  /** Whether the class carries {@code @Seeds}. */
  public static boolean hasSeeds(TypeElement type) {
    return annotation(type) != null;
  }

  private static @Nullable AnnotationView annotation(TypeElement type) {
    for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
      if (ElementAnnotations.isSeeds(mirror)) {
        return new AnnotationView(type, mirror, 0);
      }
    }
    return null;
  }

  /** Reads a class; null if it is of no use, which is reported. */
  public @Nullable Seeds read(TypeElement type) {
    AnnotationView view = annotation(type);
    if (view == null) {
      return null;
    }
    String className = elements.getBinaryName(type).toString();
    List<String> services = SERVICES.stream().filter(service -> is(type, service)).toList();
    String why = services.isEmpty() && !is(type, FACTORY) ? noKind() : null;
    if (why == null && !services.isEmpty()) {
      why = unusable(type);
    }
    if (why != null) {
      diagnostics.report(Problem.SEEDS_CLASS, view.at(), className, why);
      return null;
    }
    List<Named> models = new ArrayList<>();
    for (AnnotationValue entry : view.entries("value")) {
      if (entry.getValue() instanceof TypeMirror named && named.getKind() != TypeKind.ERROR) {
        if (AnnotationView.element(named) instanceof TypeElement model
            && ElementAnnotations.isModel(model)) {
          models.add(new Named(model, view.at(entry)));
        } else {
          diagnostics.report(
              Problem.SEEDS_NO_MODEL, view.at(entry), className, JavaTypes.name(named));
        }
      }
    }
    return new Seeds(className, services, models);
  }

  private boolean is(TypeElement type, String name) {
    TypeElement required = elements.getTypeElement(name);
    return required != null
        && types.isAssignable(types.erasure(type.asType()), types.erasure(required.asType()));
  }

  private static String noKind() {
    return "neither extends "
        + FACTORY
        + " nor implements "
        + String.join(" or ", SERVICES)
        + ": let it, or remove the annotation";
  }

  /** Why the class cannot be made at run time; null if it can. */
  private static @Nullable String unusable(TypeElement type) {
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return "is no class: annotate the one that implements it";
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return "is abstract: annotate the class that extends it";
    }
    for (TypeElement e = type; ; ) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return (e.equals(type) ? "is" : "is in " + e.getSimpleName() + ", which is")
            + " not public: make it so";
      }
      if (!(e.getEnclosingElement() instanceof TypeElement outer)) {
        break;
      }
      e = outer;
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && type.getKind() == ElementKind.CLASS
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return "is an inner class: make it static, or a class of its own";
    }
    boolean constructor =
        ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
            .anyMatch(
                c -> c.getParameters().isEmpty() && c.getModifiers().contains(Modifier.PUBLIC));
    return constructor ? null : "has no public constructor without parameters: add one";
  }
}
