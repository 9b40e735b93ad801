package dev.eloquent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Packages are stages: annotation, format, history, migration, registry, seed, document, cli;
 * imports go one way.
 */
@AnalyzeClasses(packages = "dev.eloquent", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageOrderTest {
  @ArchTest
  static final ArchRule importsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("annotation")
          .definedBy("dev.eloquent.annotation..")
          .layer("format")
          .definedBy("dev.eloquent.format..")
          .layer("history")
          .definedBy("dev.eloquent.history..")
          .layer("migration")
          .definedBy("dev.eloquent.migration..")
          .layer("registry")
          .definedBy("dev.eloquent.registry..")
          .layer("seed")
          .definedBy("dev.eloquent.seed..")
          .layer("seal")
          .definedBy("dev.eloquent.seal..")
          .layer("document")
          .definedBy("dev.eloquent.document..")
          .layer("cli")
          .definedBy("dev.eloquent.cli..")
          .whereLayer("annotation")
          .mayNotAccessAnyLayer()
          .whereLayer("format")
          .mayNotAccessAnyLayer()
          .whereLayer("history")
          .mayOnlyAccessLayers("annotation", "format")
          .whereLayer("migration")
          .mayOnlyAccessLayers("annotation", "format", "history")
          .whereLayer("registry")
          .mayOnlyAccessLayers("annotation", "format", "history", "migration")
          .whereLayer("seed")
          .mayOnlyAccessLayers("annotation", "history", "registry")
          .whereLayer("seal")
          .mayOnlyAccessLayers("format")
          .whereLayer("seal")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("document")
          .mayOnlyAccessLayers("format", "history", "migration", "registry", "seed")
          .whereLayer("document")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  /**
   * What the command line brings is optional: an application that uses the library lacks it. The
   * rows of a COPY need the driver that the user's connection is of, and nothing else loads it;
   * what factories may take from Datafaker is one class that nothing else knows.
   */
  @ArchTest
  static final ArchRule theLibraryNeedsOnlyTheJdkAndSlf4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.eloquent.cli..")
          .and()
          .doNotHaveFullyQualifiedName("dev.eloquent.history.CopyRows")
          .and()
          .doNotHaveFullyQualifiedName("dev.eloquent.seed.Fakers")
          .and()
          .resideInAnyPackage(
              "dev.eloquent.annotation..",
              "dev.eloquent.format..",
              "dev.eloquent.history..",
              "dev.eloquent.migration..",
              "dev.eloquent.registry..",
              "dev.eloquent.seed..",
              "dev.eloquent.seal..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "javax.sql..", "dev.eloquent..", "org.slf4j..", "org.jspecify..");

  /** A model can be described, and hooked, where there is no database of SQL. */
  @ArchTest
  static final ArchRule theRegistryKnowsNoJdbc =
      noClasses()
          .that()
          .resideInAPackage("dev.eloquent.registry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");
}
