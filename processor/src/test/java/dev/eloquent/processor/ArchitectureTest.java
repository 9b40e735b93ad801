package dev.eloquent.processor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages are stages: each may see those before it, and no other. */
@AnalyzeClasses(packages = "dev.eloquent.processor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "dev.eloquent.processor.";

  private static ArchRule onlySees(String stage, String... others) {
    String[] allowed = new String[others.length + 4];
    for (int i = 0; i < others.length; i++) {
      allowed[i] = BASE + others[i];
    }
    allowed[others.length] = BASE + stage + "..";
    allowed[others.length + 1] = "dev.eloquent.annotation";
    allowed[others.length + 2] = "dev.eloquent.format";
    allowed[others.length + 3] = "java..";
    return classes()
        .that()
        .resideInAPackage(BASE + stage + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed)
                .or(resideInAPackage("javax.."))
                .or(resideInAPackage("com.fasterxml.."))
                .or(resideInAPackage("com.palantir.."))
                .or(resideInAPackage("com.google.auto.."))
                .or(resideInAPackage("org.jspecify.."))
                .or(emitSeesWhatGeneratedCodeExtends(stage)));
  }

  private static DescribedPredicate<JavaClass> emitSeesWhatGeneratedCodeExtends(String stage) {
    return stage.equals("emit")
        ? resideInAnyPackage("dev.eloquent.migration", "dev.eloquent.registry")
        : DescribedPredicate.alwaysFalse();
  }

  @ArchTest static final ArchRule SCHEMA = onlySees("schema");
  @ArchTest static final ArchRule DIAGNOSTIC = onlySees("diagnostic", "schema");
  @ArchTest static final ArchRule OPTION = onlySees("option", "diagnostic", "schema");
  @ArchTest static final ArchRule ACCESS = onlySees("access", "schema");
  @ArchTest static final ArchRule READ = onlySees("read", "schema", "diagnostic", "access");
  @ArchTest static final ArchRule HISTORY = onlySees("history", "schema");
  @ArchTest static final ArchRule DIFF = onlySees("diff", "schema", "diagnostic");
  @ArchTest static final ArchRule LINT = onlySees("lint", "schema", "diagnostic", "diff");
  @ArchTest static final ArchRule SPLIT = onlySees("split");

  @ArchTest static final ArchRule PLAN = onlySees("plan", "schema", "diagnostic", "diff", "split");

  @ArchTest
  static final ArchRule DIALECT =
      onlySees("dialect", "schema", "diagnostic", "diff", "plan", "split");

  @ArchTest
  static final ArchRule EMIT =
      onlySees(
          "emit", "access", "schema", "history", "split", "dialect", "plan", "diff", "diagnostic");

  /**
   * The schema and what follows from it are plain values, so that they can be tested without a
   * compiler.
   */
  @ArchTest
  static final ArchRule PURE =
      noClasses()
          .that()
          .resideInAnyPackage(
              BASE + "schema..",
              BASE + "access..",
              BASE + "diff..",
              BASE + "lint..",
              BASE + "plan..",
              BASE + "split..",
              BASE + "dialect..",
              BASE + "history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..");

  /** A new dialect touches its own folder only, so no dialect may know another. */
  @ArchTest
  static final ArchRule DIALECTS_APART =
      slices().matching(BASE + "dialect.(*)..").should().notDependOnEachOther();
}
