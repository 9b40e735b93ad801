package dev.eloquent.processor;

import dev.eloquent.annotation.MigrationVersion;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.Seeds;
import java.lang.annotation.Annotation;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The classes of a round that the processors work for.
 *
 * @param models those with {@code @Model}
 * @param migrations those with {@code @MigrationVersion}
 * @param seeds those with {@code @Seeds}
 */
record Annotated(
    Set<? extends Element> models,
    Set<? extends Element> migrations,
    Set<? extends Element> seeds) {
  /** Searches the round for the annotations that it has. */
  static Annotated of(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return new Annotated(
        search(Model.class, annotations, round),
        search(MigrationVersion.class, annotations, round),
        search(Seeds.class, annotations, round));
  }

  /** Only if there is one, since it is a walk over all classes. */
  private static Set<? extends Element> search(
      Class<? extends Annotation> type,
      Set<? extends TypeElement> annotations,
      RoundEnvironment round) {
    return annotations.stream().anyMatch(a -> a.getQualifiedName().contentEquals(type.getName()))
        ? round.getElementsAnnotatedWith(type)
        : Set.of();
  }

  boolean isEmpty() {
    return models.isEmpty() && migrations.isEmpty() && seeds.isEmpty();
  }
}
