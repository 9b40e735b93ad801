package dev.eloquent.cli;

import dev.eloquent.annotation.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the seeders, or the scenarios, that the compiler listed.
 *
 * @param <S> what they implement
 */
final class SeedClasses<S> {
  private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]{0,300}");

  private final Class<S> service;
  private final String noun;
  private final String usual;
  private final ClassLoader loader;
  private final List<ServiceLoader.Provider<S>> all;

  /**
   * @param noun what people call one
   * @param usual the name of the one that is meant where none is named; empty for none
   */
  SeedClasses(Class<S> service, String noun, String usual, LoadedCatalog loaded) {
    this.service = service;
    this.noun = noun;
    this.usual = usual;
    this.loader = loaded.loader();
    this.all =
        loading(
            () ->
                ServiceLoader.load(service, loader).stream()
                    .sorted(Comparator.comparing(p -> p.type().getName()))
                    .toList());
  }

  private interface Loading<R> {
    R load();
  }

  private <R> R loading(Loading<R> work) {
    try {
      return work.load();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw CliException.failed(
          CliProblem.SEEDER_CLASS,
          "a "
              + noun
              + " cannot be loaded: "
              + Text.oneLine(String.valueOf(e.getMessage()))
              + ". Run: mvn clean compile; and where it needs other jars, name them, too:"
              + " --classpath target/classes:other.jar",
          e);
    }
  }

  /**
   * The one of that name, with or without its package; null for the usual one, else the only one.
   *
   * @throws CliException if there is none, or several
   */
  S find(@Nullable String name) {
    if (all.isEmpty()) {
      throw none(name);
    }
    List<ServiceLoader.Provider<S>> found =
        all.stream().filter(p -> name == null ? isUsual(p) : isCalled(p, name)).toList();
    if (found.isEmpty() && name == null && all.size() == 1) {
      found = all;
    }
    if (found.size() != 1) {
      throw which(name, found);
    }
    ServiceLoader.Provider<S> one = found.get(0);
    return loading(one::get);
  }

  private boolean isUsual(ServiceLoader.Provider<S> provider) {
    return provider.type().getSimpleName().equals(usual);
  }

  private static boolean isCalled(ServiceLoader.Provider<?> provider, String name) {
    Class<?> type = provider.type();
    return type.getSimpleName().equals(name)
        || type.getName().equals(name)
        || name.equals(type.getCanonicalName());
  }

  private CliException none(@Nullable String name) {
    String make = noun.equals("seeder") ? "make:seed DatabaseSeeder" : "make:scenario NAME";
    return CliException.failed(
        CliProblem.NO_SEEDER,
        "there is no compiled "
            + noun
            + ". Write one: java -jar runtime.jar "
            + make
            + (name == null ? "" : notAnnotated(name))
            + ", and compile (a "
            + noun
            + " implements "
            + service.getName()
            + " and has @Seeds).",
        null);
  }

  private CliException which(@Nullable String name, List<ServiceLoader.Provider<S>> found) {
    String choices =
        (found.isEmpty() ? all : found)
            .stream()
                .map(p -> found.isEmpty() ? p.type().getSimpleName() : p.type().getName())
                .collect(Collectors.joining(", "));
    if (name == null) {
      String meant =
          usual.isEmpty()
              ? ""
              : ", and " + (found.isEmpty() ? "none is" : "several are") + " called " + usual;
      return CliException.usage(
          CliProblem.WHICH_SEEDER,
          "there are several "
              + noun
              + "s"
              + meant
              + ": choose one with --class: "
              + choices
              + ".");
    }
    if (!found.isEmpty()) {
      return CliException.usage(
          CliProblem.WHICH_SEEDER,
          "several " + noun + "s have that name: write one with its package: " + choices + ".");
    }
    Optional<String> near =
        Near.of(name, all.stream().map(p -> p.type().getSimpleName()).collect(Collectors.toSet()));
    return CliException.usage(
        CliProblem.WHICH_SEEDER,
        "there is no "
            + noun
            + " \""
            + Text.oneLine(name)
            + "\""
            + notAnnotated(name)
            + near.map(n -> "; did you mean " + n + "?").orElse(".")
            + " There is: "
            + choices
            + ".");
  }

  /** That a class of this name is one, but for the annotation. */
  private String notAnnotated(String name) {
    if (!CLASS.matcher(name).matches()) {
      return "";
    }
    try {
      Class<?> type = Class.forName(name, false, loader);
      return service.isAssignableFrom(type)
          ? " (" + name + " is not annotated with @Seeds: add it, and compile)"
          : "";
    } catch (ClassNotFoundException | LinkageError e) {
      return "";
    }
  }

  /** The models that it says it writes or reads. */
  List<Class<?>> models(S one) {
    return models(one.getClass());
  }

  /** Those of all of them. */
  List<Class<?>> modelsOfAll() {
    return all.stream().flatMap(p -> models(p.type()).stream()).distinct().toList();
  }

  private List<Class<?>> models(Class<?> type) {
    return loading(
        () -> {
          Seeds seeds = type.getAnnotation(Seeds.class);
          return seeds == null ? List.of() : List.of(seeds.value());
        });
  }
}
