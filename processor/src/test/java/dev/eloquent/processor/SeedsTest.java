package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the compiler makes of {@code @Seeds}. */
class SeedsTest {
  private static final String SHOP = "src/main/java/shop/";

  @TempDir Path root;
  private ProjectFixture project;

  @BeforeEach
  void open() {
    project = new ProjectFixture(root);
  }

  private void model(String name, String body) {
    project.model(name, body);
  }

  private void seeder(String models) {
    SeedSources.seeder(project, "ShopSeeder", models);
  }

  private void compiled(String... options) {
    Compiled compiled = project.compile(options);
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    assertThat(compiled.messages(Diagnostic.Kind.WARNING)).isEmpty();
    assertThat(compiled.messages(Diagnostic.Kind.MANDATORY_WARNING)).isEmpty();
  }

  private String failed() {
    Compiled compiled = project.compile();
    assertThat(compiled.success()).isFalse();
    StringBuilder text = new StringBuilder();
    for (var d : compiled.diagnostics()) {
      if (d.getKind() == Diagnostic.Kind.ERROR) {
        String file =
            d.getSource() == null ? "" : Path.of(d.getSource().toUri()).getFileName() + "";
        text.append(file + ":" + d.getLineNumber() + ": " + d.getMessage(null) + "\n");
      }
    }
    return text.toString();
  }

  private String service(String name) {
    return project.read("target/classes/META-INF/services/" + name);
  }

  @Test
  void withoutItNotOneMoreFileIsWritten() {
    model("Order", "@Model public class Order { @Id private Long id; private String hidden; }");
    compiled();
    List<String> files = List.copyOf(project.output().keySet());
    assertThat(files).noneMatch(f -> f.contains("Accessor") || f.contains("seed"));
    assertThat(files)
        .filteredOn(f -> f.contains("services"))
        .containsExactly(
            "target/classes/META-INF/services/dev.eloquent.migration.MigrationCatalog",
            "target/classes/META-INF/services/dev.eloquent.registry.ModelCatalog");
  }

  @Test
  void registersSeedersAndWritesAccessorsOfTheNamedModelsOnly() {
    model("Order", "@Model public class Order { @Id Long id; Customer customer; }");
    model(
        "Customer",
        "@Model class Customer { @Id private Long id; private String secret;"
            + " Long getId() { return id; } void setId(Long id) { this.id = id; } }");
    model("Other", "@Model class Other { @Id private Long id; }");
    seeder("Order.class");
    compiled();
    assertThat(service("dev.eloquent.seed.Seeder")).isEqualTo("shop.ShopSeeder\n");
    assertThat(service("dev.eloquent.seed.Scenario")).isEmpty();
    assertThat(service("dev.eloquent.registry.ModelAccessor")).isEqualTo("shop.Order_Accessor\n");
    assertThat(project.meta("seeds.list")).isEqualTo("shop.ShopSeeder\n");
    assertThat(project.output().keySet())
        .filteredOn(
            f ->
                f.startsWith("target/generated-sources/annotations/shop/")
                    && !f.contains("migrations"))
        .containsExactly(
            "target/generated-sources/annotations/shop/Customer_Reference.java",
            "target/generated-sources/annotations/shop/Order_Accessor.java");
  }

  @Test
  void aSecondCompileChangesNoByteAndTheLastSeedsGoneEmptiesTheServices() {
    model("Order", "@Model public class Order { @Id Long id; }");
    seeder("Order.class");
    compiled();
    Map<String, String> first = new TreeMap<>(project.output());
    compiled();
    assertThat(project.output()).isEqualTo(first);

    project.delete(SHOP + "ShopSeeder.java");
    project.delete("target/classes/shop/ShopSeeder.class");
    compiled();
    assertThat(service("dev.eloquent.seed.Seeder")).isEmpty();
    assertThat(service("dev.eloquent.registry.ModelAccessor")).isEmpty();
    assertThat(project.meta("seeds.list")).isEmpty();
  }

  @Test
  void aPartialCompileKeepsWhatTheLastOneHad() {
    model("Order", "@Model public class Order { @Id Long id; }");
    model("Item", "@Model public class Item { @Id Long id; }");
    seeder("Order.class");
    SeedSources.seeder(project, "ItemSeeder", "Item.class");
    compiled();
    Map<String, String> all = new TreeMap<>(project.output());
    for (String one : List.of("Order", "ShopSeeder", "ItemSeeder", "Item")) {
      Compiled part = project.compile(List.of(project.root().resolve(SHOP + one + ".java")));
      assertThat(part.success()).as(part.all()).isTrue();
      assertThat(project.output()).as(one).isEqualTo(all);
    }
  }

  @Test
  void aModuleOfSeedsAloneUsesTheModelsOfAJar() throws Exception {
    model("Order", "@Model public class Order { @Id Long id; Status status; }");
    model("Status", "enum Status { OPEN, PAID }");
    compiled();
    ProjectFixture seeds = new ProjectFixture(Files.createDirectory(root.resolve("seeds")));
    seeds.library(project.classes());
    SeedSources.seeder(seeds, "ShopSeeder", "Order.class");
    Compiled compiled = seeds.compile("-Aeloquent.catalog=demo");
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    assertThat(seeds.read("target/classes/META-INF/services/dev.eloquent.registry.ModelAccessor"))
        .isEqualTo("shop.Order_Accessor_demo\n");
    assertThat(seeds.output().keySet())
        .noneMatch(f -> f.contains("Migrations") || f.contains("Models"));
    assertThat(seeds.read("target/generated-sources/annotations/shop/Order_Accessor_demo.java"))
        .contains("model\\tshop.Order\\torders\\t")
        .contains("column\\tid\\tbigint\\tnotnull\\tidentity");
  }

  @Test
  void accessorsReadAndMakeEverythingThatTheyMay() throws Exception {
    model(
        "Base",
        "class Base<K, V> { @Id K id; protected V value; private int hidden;"
            + " int getHidden() { return hidden; } void setHidden(int h) { hidden = h; } }");
    model(
        "Sub",
        "@Model class Sub extends Base<Long, java.math.BigDecimal> { @Column(name = \"mine\") Integer hidden; Outer.Inner inner; }");
    model(
        "Outer",
        "class Outer { @Model static class Inner { @Id @ForeignKey Sub sub; transient int no; @Transient int neither; } }");
    model(
        "Rec",
        "@Model record Rec(@Id String code, long amount, @Transient boolean loaded, Outer.Inner inner) {}");
    seeder("Sub.class, Outer.Inner.class, Rec.class");
    compiled();
    ModelRegistry registry = new ModelRegistry();
    ClassLoader loader = project.loader();
    registry.registerAll(loader);
    check(registry, loader, "Sub", 7L, new java.math.BigDecimal("1.5"), 3, 4, 9L);
    check(registry, loader, "Outer$Inner", 7L);
    check(registry, loader, "Rec", "code", 5L, 9L);
    check(registry, loader, "Rec", "code", 0L, null);
  }

  @SuppressWarnings("unchecked")
  private static void check(
      ModelRegistry registry, ClassLoader loader, String name, @Nullable Object... values)
      throws Exception {
    ModelAccessor<Object> accessor =
        (ModelAccessor<Object>) registry.accessor(Class.forName("shop." + name, true, loader));
    assertThat(accessor.values(accessor.create(values))).containsExactly(values);
    @Nullable Object[] none = new Object[values.length];
    Object key = Objects.requireNonNull(values[0]);
    @Nullable Object[] changed = accessor.values(accessor.withKey(accessor.create(none), key));
    assertThat(changed[0]).isEqualTo(key);
    assertThat(Arrays.copyOfRange(changed, 1, changed.length))
        .isEqualTo(Arrays.copyOfRange(accessor.values(accessor.create(none)), 1, changed.length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Model public class Order { @Id Long id; private String note; } | field Order.note cannot be read and set from its package: add String getNote() and void setNote(String note), not private, or remove private [ELQ892]",
        "@Model public class Order { @Id Long id; private String note; String getNote() { return note; } } | field Order.note cannot be set from its package: add void setNote(String note), not private, or remove private [ELQ892]",
        "@Model public class Order { @Id Long id; final String note = \"\"; } | field Order.note cannot be set from its package: add void setNote(String note), not private, or remove final [ELQ892]",
        "@Model public class Order { @Id Long id; private boolean paid; private void setPaid(boolean p) {} } | field Order.paid cannot be read and set from its package: add boolean isPaid() and void setPaid(boolean paid)",
        "@Model public class Order { @Id Long id; private String a; String getA() throws Exception { return a; } void setA(String a) {} } | field Order.a cannot be read from its package: add String getA()",
        "@Model public class Order { @Id Long id; Order(Long id) { this.id = id; } } | the class has no constructor without parameters that is not private and throws nothing: add Order() {} [ELQ893]",
        "@Model public class Order { @Id Long id; private enum State { A } State state; } | the type of field Order.state, State, cannot be named from its package: make that type public, or not private if it is of the same package [ELQ894]",
      })
  void aFieldThatCannotBeReachedIsAnErrorOnTheAnnotation(String source, String message) {
    model("Order", source);
    model("Late", "@Model class Late { @Id private Long id; }");
    compiled();
    seeder("Order.class");
    assertThat(failed())
        .isEqualTo("ShopSeeder.java:7: rows of Order cannot be stored: " + rest(message))
        .hasLineCount(1);
  }

  /** A message that the row gives in part is compared in part. */
  private String rest(String message) {
    if (message.endsWith("]")) {
      return message + "\n";
    }
    String whole = failed();
    assertThat(whole).contains(message);
    return whole.substring(whole.indexOf(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class S implements Seeder | is not public: make it so",
        "public abstract class S implements Seeder | is abstract: annotate the class that extends it",
        "public class S | neither extends dev.eloquent.seed.Factory nor implements dev.eloquent.seed.Seeder or dev.eloquent.seed.Scenario",
        "public class S implements Seeder { S() {} | has no public constructor without parameters: add one",
      })
  void aSeederThatCannotBeMadeIsAnError(String declaration, String why) {
    model("Order", "@Model public class Order { @Id Long id; }");
    SeedSources.stubs(project);
    String body = declaration.contains("{") ? declaration : declaration + " {";
    project.write(
        SHOP + "S.java",
        "package shop;\nimport dev.eloquent.seed.*;\n@dev.eloquent.annotation.Seeds(Order.class)\n"
            + body
            + " public void run(SeedContext c) {} }");
    assertThat(failed())
        .startsWith("S.java:3: @Seeds on shop.S has no use, because it " + why)
        .endsWith("[ELQ890]\n");
  }

  @Test
  void aValueThatIsNoModelIsAnErrorAtItsPlace() {
    model("Order", "@Model public class Order { @Id Long id; }");
    seeder("Order.class,\n  String.class");
    assertThat(failed())
        .isEqualTo(
            "ShopSeeder.java:8: @Seeds on shop.ShopSeeder names String, which is no model: annotate it with @Model, or"
                + " remove it from @Seeds [ELQ891]\n");
  }

  @Test
  void aModelOfAJarThatHasErrorsIsAnErrorAtItsPlace() throws Exception {
    // Without its processor nobody said so where it was compiled: it has no key.
    model("Order", "@Model public class Order { Long id; }");
    compiled("-proc:none");
    ProjectFixture seeds = new ProjectFixture(Files.createDirectory(root.resolve("seeds")));
    seeds.library(project.classes());
    SeedSources.seeder(seeds, "ShopSeeder", "Order.class");
    Compiled failed = seeds.compile("-Aeloquent.catalog=demo");
    assertThat(failed.success()).isFalse();
    assertThat(failed.messages(Diagnostic.Kind.ERROR))
        .singleElement()
        .asString()
        .isEqualTo(
            "@Seeds on shop.ShopSeeder names shop.Order, which cannot be read as a model: compile"
                + " that with eloquent-processor, which says why [ELQ895]");
  }

  @Test
  void theEclipseCompilerGivesTheSame() {
    model(
        "Order",
        "@Model public class Order { @Id Long id; private Customer customer;"
            + " Customer getCustomer() { return customer; }"
            + " void setCustomer(Customer c) { customer = c; } }");
    model("Customer", "@Model public record Customer(@Id String code, boolean paying) {}");
    seeder("Order.class, Customer.class");
    compiled();
    Map<String, String> javac = new TreeMap<>(project.output());
    Compiled eclipse = project.clean().compiler(new EclipseCompiler()).compile();
    assertThat(eclipse.success()).as(eclipse.all()).isTrue();
    assertThat(eclipse.all()).doesNotContain("@SuppressWarnings");
    assertThat(project.output()).isEqualTo(javac);
    for (String one : List.of("Order", "Customer", "ShopSeeder")) {
      Compiled part = project.compile(List.of(project.root().resolve(SHOP + one + ".java")));
      assertThat(part.success()).as(part.all()).isTrue();
      assertThat(project.output()).as(one).isEqualTo(javac);
    }
  }
}
