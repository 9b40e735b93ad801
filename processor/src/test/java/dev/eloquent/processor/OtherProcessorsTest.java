package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.ProjectFixture.Compiled;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import lombok.Data;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other processors in the same compilation: Lombok, and ones that generate classes. */
class OtherProcessorsTest {
  private static final String USER = "@Model public class User { @Id long id; String name; }";
  private static final String OURS =
      LastModelProcessor.class.getName() + "," + MigrationProcessor.class.getName();
  private static final String LOMBOK = "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";

  @TempDir Path root;

  /** A compiler, and whether the other processor comes before ours. */
  record Setting(JavaCompiler compiler, boolean otherFirst) {
    ProjectFixture project(Path root, List<Map<String, String>> generated) {
      return new ProjectFixture(root)
          // Whatever comes after ours is asked only for an annotation that is not ours.
          .write("src/main/java/shop/Old.java", "package shop;\n@Deprecated class Old {}\n")
          .compiler(compiler)
          .processors(
              () -> {
                Processor other = new Generating(generated);
                Processor last = new LastModelProcessor();
                Processor migration = new MigrationProcessor();
                return otherFirst
                    ? List.of(other, last, migration)
                    : List.of(last, migration, other);
              });
    }

    @Override
    public String toString() {
      return compiler.getClass().getSimpleName() + (otherFirst ? ", first" : ", last");
    }
  }

  static Stream<Setting> settings() {
    return Stream.of(true, false)
        .flatMap(
            first ->
                Stream.of(
                    new Setting(ToolProvider.getSystemJavaCompiler(), first),
                    new Setting(new EclipseCompiler(), first)));
  }

  private static void compiled(ProjectFixture project) {
    Compiled result = project.compile();
    assertThat(result.success()).as(result.all()).isTrue();
    assertThat(result.messages(Kind.ERROR)).isEmpty();
  }

  private static void refused(ProjectFixture project, String code, String name) {
    Compiled result = project.compile();
    assertThat(result.success()).as(result.all()).isFalse();
    assertThat(result.messages(Kind.ERROR))
        .filteredOn(m -> m.endsWith("[" + code + "]"))
        .as(result.all())
        .singleElement()
        .asString()
        .contains(name);
    assertThat(project.output().keySet()).noneMatch(f -> f.startsWith("target/classes/META-INF"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGeneratedClassThatNoModelNamesChangesNothing(Setting setting) {
    ProjectFixture alone = setting.project(root.resolve("alone"), List.of()).model("User", USER);
    compiled(alone);
    Map<String, String> both =
        Map.of("Helper", "public class Helper {}", "Other", "public class Other {}");
    ProjectFixture project = setting.project(root.resolve("both"), List.of(both));
    compiled(project.model("User", USER));
    Map<String, String> output = project.output();
    assertThat(output.keySet().removeIf(f -> f.endsWith("Helper.java") || f.endsWith("Other.java")))
        .isTrue();
    assertThat(output).isEqualTo(alone.output());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whatAModelNamesMayBeGenerated(Setting setting) {
    Map<String, String> models =
        Map.of(
            "User",
            "@Model public class User extends Base { @Id long id; Status status; }",
            "Order",
            "@Model @Check(name = \"ck\", expression = Sizes.RULE) public class Order"
                + " { @Id long id; @Column(length = Sizes.NAME) String name;"
                + " @ForeignKey(references = User.class) long buyer; }");
    Map<String, String> others =
        Map.of(
            "Status", "public enum Status { NEW, DONE, GONE }",
            "Base", "public abstract class Base { String zone; String area; }",
            "Sizes",
                "public class Sizes { static final int NAME = 80;"
                    + " static final String RULE = \"id > 0\"; }");
    ProjectFixture written = setting.project(root.resolve("written"), List.of());
    models.forEach(written::model);
    others.forEach(written::model);
    compiled(written);
    List<Map<String, String>> rounds =
        List.of(
            Map.of("Status", Objects.requireNonNull(others.get("Status"))),
            Map.of(
                "Base", Objects.requireNonNull(others.get("Base")),
                "Sizes", Objects.requireNonNull(others.get("Sizes"))));
    ProjectFixture generated = setting.project(root.resolve("generated"), rounds);
    models.forEach(generated::model);
    compiled(generated);
    Map<String, String> output = generated.output();
    others
        .keySet()
        .forEach(
            name -> output.remove("target/generated-sources/annotations/shop/" + name + ".java"));
    assertThat(output).isEqualTo(written.output());
  }

  @Test
  void aClassOfAnEarlierCompileIsNotTakenForTheOneThatIsGenerated() {
    Setting javac = new Setting(ToolProvider.getSystemJavaCompiler(), true);
    String user = "@Model public class User { @Id long id; Status status; }";
    Map<String, String> one = Map.of("Status", "public enum Status { NEW }");
    compiled(javac.project(root, List.of(one)).model("User", user));
    Map<String, String> two = Map.of("Status", "public enum Status { NEW, DONE }");
    ProjectFixture project = javac.project(root, List.of(two));
    Compiled again = project.compile();
    assertThat(again.messages(Kind.ERROR)).singleElement().asString().contains("ELQ083");
    compiled(project.clean());
    assertThat(project.meta("draft.sqlite.up.sql")).contains("'DONE'");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aNameThatNobodyDeclaresIsAnErrorWhereItStands(Setting setting) {
    ProjectFixture project = setting.project(root, List.of());
    project.model("User", "@Model public class User { @Id long id;\n Status status; }");
    refused(project, "ELQ081", "shop.User");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGeneratedModelIsRefused(Setting setting) {
    String tag = "@Model public class Tag { @Id long id; }";
    ProjectFixture project = setting.project(root, List.of(Map.of("Tag", tag)));
    project.model("User", USER);
    refused(project, "ELQ080", "shop.Tag");
    project.clean();
    // Also where a model that waits names it.
    project.model("User", "@Model public class User { @Id long id; Tag tag; }");
    refused(project, "ELQ080", "shop.Tag");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGeneratedModelAloneIsRefusedWithAndWithoutHistory(Setting setting) {
    ProjectFixture project = setting.project(root, List.of(Map.of("User", USER)));
    project.write("src/main/java/shop/Plain.java", "package shop;\nclass Plain {}\n");
    refused(project, "ELQ080", "shop.User");

    ProjectFixture sealed = new ProjectFixture(root).clean().model("User", USER);
    compiled(sealed);
    sealed.seal();
    sealed.clean().delete("src/main/java/shop/User.java");
    refused(project, "ELQ080", "shop.User");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGeneratedSeederIsRefused(Setting setting) {
    String seeder =
        "@Seeds(User.class) public class Made implements dev.eloquent.seed.Seeder {"
            + " public void run(dev.eloquent.seed.SeedContext c) {} }";
    ProjectFixture project = setting.project(root, List.of(Map.of("Made", seeder)));
    SeedSources.stubs(project);
    project.model("User", USER);
    refused(project, "ELQ896", "shop.Made");
  }

  @Test
  void lombokChangesNothing() {
    String user =
        "%s public class User { @Id long id; String name;"
            + " @Column(nullable = false, defaultValue = \"1\") Integer level; transient int cache; }";
    String order = "%s public class Order { @Id long id; User buyer; String note; }";
    ProjectFixture plain = new ProjectFixture(root.resolve("plain"));
    plain.model("User", user.formatted("@Model")).model("Order", order.formatted("@Model"));
    compiled(plain);

    String path = System.getProperty("java.class.path");
    for (String processors : List.of(LOMBOK + "," + OURS, OURS + "," + LOMBOK)) {
      ProjectFixture project = new ProjectFixture(root.resolve("lombok")).clean();
      project.processors(List::of).library(Data.class);
      project.model(
          "User", user.formatted("@Model @lombok.Data @lombok.Builder @lombok.extern.java.Log"));
      project.model("Order", order.formatted("@Model @lombok.Getter @lombok.Setter"));
      project.write(
          "src/main/java/shop/Use.java",
          "package shop;\nclass Use { String name(User u) { return u.getName()"
              + " + User.builder().name(\"x\").build(); } }\n");
      Compiled result = project.compile("-processorpath", path, "-processor", processors);
      assertThat(result.success()).as(result.all()).isTrue();
      assertThat(project.output()).as(processors).isEqualTo(plain.output());
    }
  }
}
