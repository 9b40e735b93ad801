package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.processor.ProjectFixture.Compiled;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Eclipse compiler gives what the compiler of the JDK gives, whether it compiles everything or
 * one changed file with the rest as class files.
 *
 * <p>{@code -Declipse.scenario=.*} takes every scenario instead of a choice.
 */
class EclipseCompilerTest {
  private static final String CHOICE =
      "everything-at-once|enum-.*|foreign-key-(add|cycle-closed-later|drop|retargeted)"
          + "|foreign-key-to-a-unique-column|key-.*|table-(rename|drop).*|record-.*|error-.*-key";

  @TempDir Path root;

  @TestFactory
  Stream<DynamicTest> scenarios() {
    Pattern wanted = Pattern.compile(System.getProperty("eclipse.scenario", CHOICE));
    return Scenario.all().stream()
        .filter(s -> wanted.matcher(s.name()).matches())
        .map(s -> DynamicTest.dynamicTest(s.name(), s.folder().toUri(), () -> check(s)));
  }

  private void check(Scenario scenario) {
    ProjectFixture project = new ProjectFixture(root.resolve(scenario.name()));
    List<Map<String, String>> versions = scenario.versions();
    for (Map<String, String> version : versions.subList(0, versions.size() - 1)) {
      compiled(project.replaceSources(version), scenario.options());
      project.seal();
    }
    project.replaceSources(versions.get(versions.size() - 1));
    Compiled expected = project.compile(scenario.options());
    Map<String, String> output = project.output();

    project.clean().compiler(new EclipseCompiler());
    Compiled actual = project.compile(scenario.options());
    assertThat(codes(actual)).as(actual.all()).isEqualTo(codes(expected));
    assertThat(project.output()).isEqualTo(output);
    if (actual.success()) {
      compiled(project, scenario.options());
      assertThat(project.output()).as("compiled twice").isEqualTo(output);
      compiled(project, scenario.changed(project.sources()), scenario.options());
      assertThat(project.output()).as("only what changed compiled").isEqualTo(output);
    }
  }

  @Test
  void theSampleShopIsTheSame() {
    for (ProjectFixture shop :
        List.of(SampleShop.models(root.resolve("new")), SampleShop.sealed(root.resolve("old")))) {
      compiled(shop);
      Map<String, String> output = shop.output();
      compiled(shop.clean().compiler(new EclipseCompiler()));
      assertThat(shop.output()).isEqualTo(output);
      for (Path source : shop.sources()) {
        compiled(shop, List.of(source));
        assertThat(shop.output()).as(source + " alone").isEqualTo(output);
      }
    }
  }

  @Test
  void aPartialCompileReplacesWhatItGenerated() {
    ProjectFixture project = new ProjectFixture(root).compiler(new EclipseCompiler());
    project.model("Tag", "@Model public class Tag { @Id long id; String label; }");
    project.model("User", "@Model public class User { @Id long id; String name; }");
    compiled(project);
    project.seal();
    compiled(project.clean());
    project.model("User", "@Model public class User { @Id long id; String name; int age; }");
    List<Path> user = List.of(root.resolve("src/main/java/shop/User.java"));
    compiled(project, user, "-Aeloquent.warnings=note");
    DraftIndex.Draft draft = Objects.requireNonNull(project.index().draft());
    assertThat(draft.name()).isEqualTo("add_age_to_users");
    assertThat(project.meta("models.list")).isEqualTo("shop.Tag\nshop.User\n");

    Map<String, String> part = project.output();
    compiled(project.clean().compiler(ToolProvider.getSystemJavaCompiler()));
    assertThat(project.output()).isEqualTo(part);
  }

  @Test
  void aKeyKeepsItsOrderInAPartialCompile() {
    ProjectFixture project = new ProjectFixture(root).compiler(new EclipseCompiler());
    project.model(
        "Located", "abstract class Located { @Id String zone; @Id String area; long size = 1L; }");
    project.model("Shelf", "@Model public class Shelf extends Located { @Id String row; int a; }");
    project.model("Tag", "@Model public record Tag(@Id String name, @Id Kind kind, int count) {}");
    project.model("Kind", "public enum Kind { SMALL, LARGE, HUGE }");
    project.model("Item", "@Model public class Item { @Id long id; }");
    compiled(project);
    Map<String, String> whole = project.output();
    compiled(project, List.of(root.resolve("src/main/java/shop/Item.java")));
    assertThat(project.output()).isEqualTo(whole);
    project.seal();
    compiled(project, List.of(root.resolve("src/main/java/shop/Item.java")));
    assertThat(project.index().draft()).isNull();
  }

  private static void compiled(ProjectFixture project, String... options) {
    compiled(project, project.sources(), options);
  }

  private static void compiled(ProjectFixture project, List<Path> sources, String... options) {
    Compiled result = project.compile(sources, options);
    assertThat(result.success()).as(result.all()).isTrue();
    assertThat(result.messages(Kind.ERROR)).isEmpty();
  }

  private static List<String> codes(Compiled compiled) {
    return Pattern.compile("\\[ELQ\\d{3}]")
        .matcher(compiled.all())
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }
}
