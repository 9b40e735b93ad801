package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/** The compiled catalogues of a class path, and which of them is meant. */
final class CatalogChoice {
  private final List<MigrationCatalog> all = new ArrayList<>();

  CatalogChoice(ClassLoader loader) {
    try {
      ServiceLoader.load(MigrationCatalog.class, loader).forEach(all::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw BridgeProblem.CATALOG.exception(
          "The compiled migrations cannot be loaded ("
              + e.getMessage()
              + "). Run: mvn clean compile",
          e);
    }
  }

  /**
   * The only one, that of tests aside; empty if there is none.
   *
   * @param howToChoose what to do where there are several
   * @throws FlywayException if there are several
   */
  Optional<MigrationCatalog> only(String howToChoose) {
    List<MigrationCatalog> found =
        all.stream().filter(c -> !c.id().equals(OutputNames.TEST_CATALOG)).toList();
    if (found.size() > 1) {
      throw BridgeProblem.CATALOG.exception(
          "The class path has "
              + found.size()
              + " compiled catalogues, and Flyway keeps one history: "
              + names()
              + ". "
              + howToChoose);
    }
    return found.stream().findFirst();
  }

  /**
   * The one of that id.
   *
   * @throws FlywayException if there is none
   */
  MigrationCatalog named(String id) {
    return all.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                BridgeProblem.CATALOG.exception(
                    "The class path has no compiled catalogue \""
                        + id
                        + "\"; it has "
                        + names()
                        + "."));
  }

  /** Ids and classes: the same id may occur twice, and the default catalogue's is empty. */
  private String names() {
    return all.isEmpty()
        ? "none"
        : all.stream()
            .map(c -> "\"" + c.id() + "\" (" + c.getClass().getName() + ")")
            .sorted()
            .collect(Collectors.joining(", "));
  }
}
