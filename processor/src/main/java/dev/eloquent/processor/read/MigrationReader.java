package dev.eloquent.processor.read;

import dev.eloquent.format.FileNames;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads classes with {@code @MigrationVersion}. */
public final class MigrationReader {
  private static final String INTERFACE = "dev.eloquent.migration.JavaMigration";

  /** Its name goes into the lock file and into history tables of any character set. */
  private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z0-9_.$]{1,500}");

  private final Elements elements;
  private final Types types;
  private final Diagnostics diagnostics;

  /**
   * A Java migration.
   *
   * @param className its binary name
   * @param number what its annotation says
   * @param name what its annotation says
   * @param at the place of the number
   */
  public record JavaMigration(String className, int number, String name, Location at) {}

  /** Creates one for a round. */
  public MigrationReader(Elements elements, Types types, Diagnostics diagnostics) {
    this.elements = elements;
    this.types = types;
    this.diagnostics = diagnostics;
  }

  /** Whether the class carries {@code @MigrationVersion}. */
  public static boolean isMigration(TypeElement type) {
    return annotation(type) != null;
  }

  private static @Nullable AnnotationView annotation(TypeElement type) {
    for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
      if (ElementAnnotations.isMigrationVersion(mirror)) {
        return new AnnotationView(type, mirror, 0);
      }
    }
    return null;
  }

  /** Reads a class; null if it cannot be a migration, which is reported. */
  public @Nullable JavaMigration read(TypeElement type) {
    AnnotationView view = annotation(type);
    if (view == null || !view.has("number") || !view.has("name")) {
      // The compiler reports what is missing.
      return null;
    }
    String className = elements.getBinaryName(type).toString();
    String why = unusable(type, className);
    if (why != null) {
      diagnostics.report(Problem.MIGRATION_CLASS, view.at(), className, why);
      return null;
    }
    String name = view.text("name");
    if (!FileNames.isName(name)) {
      diagnostics.report(
          Problem.MIGRATION_NAME,
          view.at("name"),
          className,
          printable(name),
          FileNames.MAX_NAME_LENGTH);
      return null;
    }
    return new JavaMigration(className, view.number("number", 0), name, view.at("number"));
  }

  private static String printable(String name) {
    return name.replaceAll("\\p{C}", "?");
  }

  private @Nullable String unusable(TypeElement type, String className) {
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return "it is no class: make it one";
    }
    if (elements.getPackageOf(type).isUnnamed()) {
      return "it has no package: move it to one";
    }
    if (!CLASS_NAME.matcher(className).matches()) {
      return "its name is longer than 500 characters, or has others than A-Z, a-z, 0-9, _ and $:"
          + " rename it";
    }
    if (!type.getModifiers().contains(Modifier.PUBLIC)) {
      return "it is not public: make it so";
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return "it is abstract: annotate the class that extends it";
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      return "it is an inner class: make it static, or a class of its own";
    }
    if (!hasConstructor(type)) {
      return "it has no public constructor without parameters: add one";
    }
    TypeElement required = elements.getTypeElement(INTERFACE);
    if (required == null || !types.isAssignable(type.asType(), required.asType())) {
      return "it does not implement " + INTERFACE + ": let it";
    }
    return null;
  }

  private static boolean hasConstructor(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(c -> c.getParameters().isEmpty() && c.getModifiers().contains(Modifier.PUBLIC));
  }
}
