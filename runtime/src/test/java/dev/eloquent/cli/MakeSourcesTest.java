package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.ModelLines.ForeignLine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The skeletons of make:seed, make:scenario and make:factory: written once, and they compile. */
class MakeSourcesTest {
  private static final String PRODUCT =
      """
      package shop;
      public class Product {
        public enum Status { DRAFT, SOLD }
        private long id;
        private String sku;
        String contactEmail;
        protected java.math.BigDecimal price;
        public Status status;
        public Category category;
        private String secret;
        public String country;
        public int number;
        public boolean shown;
        public java.time.Instant deletedAt;
        public void setSku(String sku) { this.sku = sku; }
      }
      """;
  private static final String CATEGORY =
      """
      package shop;
      import java.util.UUID;
      public record Category(UUID id, String name, short position, java.time.LocalDate since) {}
      """;

  private final Path folder;
  private final Path sources;
  private final CompiledProject project;
  private final Run run;

  MakeSourcesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    sources = Files.createDirectories(folder.resolve("src/main/java"));
    project = new CompiledProject(folder);
    project
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .source("shop.Product", PRODUCT)
        .source("shop.Category", CATEGORY)
        .models(
            new ModelLines(
                "shop.Category",
                "categories",
                "",
                List.of(
                    new ColumnLine("id", "uuid", false),
                    new ColumnLine("name", "varchar(255)", false),
                    new ColumnLine("position", "smallint", false),
                    new ColumnLine("since", "date", false)),
                List.of("id"),
                List.of(),
                List.of()),
            new ModelLines(
                "shop.Product",
                "products",
                "",
                List.of(
                    new ColumnLine("id", "bigint", false, true, false),
                    new ColumnLine("sku", "varchar(40)", false),
                    new ColumnLine("contact_email", "varchar(255)", true),
                    new ColumnLine("price", "decimal(12,2)", false),
                    new ColumnLine("status", "varchar(20)", true),
                    new ColumnLine("category_id", "uuid", false),
                    new ColumnLine("secret", "varchar(9)", true),
                    new ColumnLine("country", "char(2)", false),
                    new ColumnLine("number", "integer", false),
                    new ColumnLine("shown", "boolean", false, false, true),
                    new ColumnLine("deleted_at", "timestamptz", true)),
                List.of("id"),
                List.of(new ForeignLine("categories", List.of("category_id"), List.of("id"))),
                List.of(List.of("country", "number"))))
        .compile();
    Path output = Files.createDirectories(folder.resolve("target/classes/META-INF/eloquent"));
    Files.writeString(output.resolve("draft.index"), "");
    run = new Run(folder);
  }

  private Result exits(int exit, String... words) {
    Result result = run.call(words);
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    return result;
  }

  private void compiles() throws IOException {
    StrictJavac.assertCompiles(sources, folder.resolve("target/classes"));
  }

  @Test
  void writesASeederAndAScenarioThatCompile() throws Exception {
    Result seed = exits(Exit.DONE, "make:seed", "com.acme.seeds.DatabaseSeeder");
    assertThat(seed.out())
        .contains("Written: src/main/java/com/acme/seeds/DatabaseSeeder.java")
        .contains("db:seed --class DatabaseSeeder");
    Result scenario = exits(Exit.DONE, "make", "scenario", "com.acme.seeds.Checkout");
    assertThat(scenario.out()).contains("demo:scenario --test --class Checkout");
    compiles();
    for (String name : List.of("DatabaseSeeder", "Checkout")) {
      assertThat(sources.resolve("com/acme/seeds/" + name + ".java"))
          .content()
          .contains("@Seeds\n", "// No rows yet. make:factory Category writes what makes them");
    }
  }

  @Test
  void aSeederWritesRowsOfTheModelsWithAFactory() throws Exception {
    exits(Exit.DONE, "make:factory", "Category");
    exits(Exit.DONE, "make:factory", "Product");
    Result result = exits(Exit.DONE, "make:seed", "DatabaseSeeder");
    assertThat(result.out())
        .contains("left out, whose rows need another's (forParent or forNewParent links them):")
        .contains("them): Product.\nLook it over, compile, and run it: ");
    assertThat(sources.resolve("shop/seeds/DatabaseSeeder.java"))
        .content()
        .isEqualTo(
            """
            package shop.seeds;

            import dev.eloquent.annotation.Seeds;
            import dev.eloquent.seed.SeedContext;
            import dev.eloquent.seed.Seeder;
            import shop.Category;
            import shop.CategoryFactory;

            /** Fills the database; other seeders run by {@code context.call(Other.class)}. */
            @Seeds(Category.class)
            public final class DatabaseSeeder implements Seeder {
              @Override
              public void run(SeedContext context) {
                context.insertMany(new CategoryFactory(), context.count(10));
              }
            }
            """);
    exits(Exit.DONE, "make:scenario", "Category");
    assertThat(sources.resolve("shop/seeds/Category.java"))
        .content()
        .isEqualTo(
            """
            package shop.seeds;

            import dev.eloquent.annotation.Seeds;
            import dev.eloquent.seed.Scenario;
            import dev.eloquent.seed.ScenarioContext;
            import shop.CategoryFactory;

            /** Say here what story it tells. */
            @Seeds(shop.Category.class)
            public final class Category implements Scenario {
              @Override
              public void tell(ScenarioContext context) {
                context.step(
                    "The first Category",
                    () -> context.create(context.sql(), new CategoryFactory()));
              }
            }
            """);
    compiles();
  }

  @Test
  void aSeederIsOfTheModelThatItIsCalledAfter() throws Exception {
    exits(Exit.DONE, "make:factory", "Category");
    assertThat(exits(Exit.DONE, "make:seed", "ProductSeeder").out()).contains("Fill it in");
    assertThat(sources.resolve("shop/seeds/ProductSeeder.java"))
        .content()
        .contains("// No rows yet. make:factory Product writes", "@Seeds\n");
    exits(Exit.DONE, "make:factory", "Product");
    exits(Exit.DONE, "make:seed", "ProductTableSeeder");
    assertThat(sources.resolve("shop/seeds/ProductTableSeeder.java"))
        .content()
        .contains("// No rows yet, since each Product needs its Category: give ProductFactory\n")
        .contains("new ProductFactory().forNewParent(new CategoryFactory(), ProductFactory::of)");
    assertThat(exits(Exit.DONE, "make:seed", "CategorySeeder").out()).doesNotContain("Note:");
    compiles();
  }

  @Test
  void onlyFactoriesThatCanBeCalledAndDatabasesThatGoTogetherAreTaken() throws Exception {
    List<ColumnLine> columns = List.of(new ColumnLine("id", "bigint", false));
    String factory =
        "%sclass %sFactory extends dev.eloquent.seed.Factory<%s> {"
            + " public %sFactory(%s) {}"
            + " protected %s definition(dev.eloquent.seed.Draw draw) { return new %s(); } }";
    List<ModelLines> models = new ArrayList<>();
    for (String[] model :
        new String[][] {
          {"Event", "mongo", "public ", ""},
          {"Flag", "pg", "public ", ""},
          {"Hidden", "", "", ""},
          {"Known", "", "public ", ""},
          {"Nested", "", "public ", "int x"}
        }) {
      String type = model[0];
      project
          .source("shop." + type, "package shop; public class " + type + " { public long id; }")
          .source(
              "shop." + type + "Factory",
              "package shop; "
                  + factory.formatted(model[2], type, type, type, model[3], type, type));
      models.add(
          new ModelLines(
              "shop." + type, type, model[1], columns, List.of("id"), List.of(), List.of()));
    }
    project.models(models.toArray(ModelLines[]::new)).compile();
    assertThat(exits(Exit.DONE, "make:seed", "DatabaseSeeder").out())
        .contains("Note: left out, without a factory (make:factory writes one): Hidden, Nested.")
        .contains(
            "Note: left out, of another database, which needs a class of its own: Event, Flag.");
    assertThat(sources.resolve("shop/seeds/DatabaseSeeder.java"))
        .content()
        .contains("@Seeds(Known.class)\n", "new KnownFactory()")
        .doesNotContain("Event", "Flag", "Hidden", "Nested");
    assertThat(exits(Exit.DONE, "make:seed", "EventSeeder").out())
        .contains("db:seed --class EventSeeder --mongo");
    assertThat(exits(Exit.DONE, "make:scenario", "Tale").out())
        .contains("demo:scenario --test --class Tale --mongo");
    assertThat(sources.resolve("shop/seeds/Tale.java"))
        .content()
        .contains("@Seeds({Known.class, Event.class})\n")
        .contains("context.create(context.mongo(), new EventFactory())");
    compiles();
  }

  @Test
  void takesThePackageOfTheModels() {
    assertThat(exits(Exit.DONE, "make:seed", "ShopSeeder").out())
        .contains("Written: src/main/java/shop/seeds/ShopSeeder.java");
    assertThat(sources.resolve("shop/seeds/ShopSeeder.java"))
        .content()
        .startsWith("package shop.seeds;\n");
  }

  @Test
  void withoutACompileThePackageIsNeeded(@TempDir Path empty) throws IOException {
    Files.createDirectories(empty.resolve("src/main/java"));
    Run bare = new Run(empty);
    Result result = bare.call("make:seed", "ShopSeeder");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err())
        .contains("write the name with a package: com.example.ShopSeeder", "[ELQ848]")
        .hasLineCount(1);
    assertThat(bare.call("make:seed", "a.ShopSeeder").exit()).isZero();
    assertThat(empty.resolve("src/main/java/a/ShopSeeder.java")).exists();
  }

  @Test
  void neverOverwrites() throws Exception {
    Path file = sources.resolve("shop/seeds/ShopSeeder.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    assertThat(exits(Exit.FAILED, "make:seed", "ShopSeeder").err())
        .contains("ShopSeeder.java is there already, and is not overwritten", "[ELQ849]");
    assertThat(file).content().isEqualTo("mine");
    exits(Exit.DONE, "make:factory", "Product");
    assertThat(exits(Exit.FAILED, "make:factory", "Product").err()).contains("[ELQ849]");
  }

  @Test
  void writesElsewhere() throws Exception {
    assertThat(exits(Exit.FAILED, "make:seed", "S", "--folder", "src/test/java").err())
        .contains("there is no folder src/test/java", "[ELQ849]");
    Files.createDirectories(folder.resolve("src/test/java"));
    exits(Exit.DONE, "make:seed", "S", "--folder", "src/test/java");
    assertThat(folder.resolve("src/test/java/shop/seeds/S.java")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../x",
        "a/b",
        "a.class",
        "int",
        "a..b",
        ".a",
        "a.",
        "1a",
        "a b",
        "a;b",
        "a\u0000b",
        "ü"
      })
  void refusesWhatIsNoName(String name) throws IOException {
    for (String command : List.of("make:seed", "make:scenario", "make:factory")) {
      Result result = exits(Exit.USAGE, command, name);
      assertThat(result.err()).contains("is no name of a class", "[ELQ848]").hasLineCount(1);
    }
    try (Stream<Path> files = Files.walk(sources)) {
      assertThat(files.filter(f -> f.toString().contains("seeds"))).isEmpty();
    }
  }

  @Test
  void namesTheNearestModel() {
    assertThat(exits(Exit.USAGE, "make:factory", "Prodct").err())
        .contains("there is no compiled model \"Prodct\"; did you mean Product?", "[ELQ850]");
  }

  @Test
  void writesAFactoryForAClassAndSaysWhatIsLeft() throws Exception {
    Result result = exits(Exit.DONE, "make:factory", "shop.Product");
    assertThat(result.out())
        .contains("Written: src/main/java/shop/ProductFactory.java")
        .contains("Note: category refers to another model and is needed")
        .contains("Note: nothing can set secret: add setSecret");
    assertThat(sources.resolve("shop/ProductFactory.java"))
        .content()
        .isEqualTo(
            """
            package shop;

            import dev.eloquent.annotation.Seeds;
            import dev.eloquent.seed.Draw;
            import dev.eloquent.seed.Factory;
            import java.math.BigDecimal;
            import shop.Product.Status;

            /** Makes rows of {@link Product}. */
            @Seeds(Product.class)
            public final class ProductFactory extends Factory<Product> {
              @Override
              protected Product definition(Draw draw) {
                Product row = new Product();
                row.setSku("sku " + draw.number());
                row.contactEmail = "user" + draw.number() + "@example.org";
                row.price = BigDecimal.valueOf(draw.between(1, 9999), 2);
                row.status = draw.pick(Status.values());
                // Nothing can set secret.
                row.country = "aa";
                row.number = (int) draw.number();
                row.shown = draw.chance(50);
                return row;
              }
            }
            """);
    compiles();
  }

  @Test
  void writesAFactoryForARecordThatMakesRows() throws Exception {
    exits(Exit.DONE, "make:factory", "Category");
    compiles();
    List<?> rows = rows("shop.Category", 2);
    assertThat(rows.get(0).toString().toLowerCase(Locale.ROOT))
        .contains("name=name 1", "since=2025-");
    assertThat(rows.get(1).toString()).contains("name=name 2");
    assertThat(rows.get(0)).isNotEqualTo(rows.get(1));
  }

  /** A model with a unique column for each Java type that can be guessed. */
  private static final String[][] UNIQUE = {
    {"boolean", "shown", "boolean", "2"},
    {"shop.Product.Status", "status", "varchar(20)", "2"},
    {"char", "letter", "char(1)", "36"},
    {"byte", "tiny", "tinyint", "256"},
    {"Short", "small", "smallint", "300"},
    {"int", "number", "integer", "300"},
    {"long", "big", "bigint", "300"},
    {"float", "ratio", "real", "300"},
    {"Double", "measure", "double", "300"},
    {"String", "code", "char(2)", "300"},
    {"String", "name", "varchar(40)", "300"},
    {"String", "email", "varchar(40)", "300"},
    {"String", "document", "json", "300"},
    {"java.math.BigDecimal", "price", "decimal(5,2)", "300"},
    {"java.math.BigInteger", "whole", "decimal(5,0)", "300"},
    {"byte[]", "digest", "varbinary(2)", "300"},
    {"java.util.UUID", "reference", "uuid", "300"},
    {"java.time.LocalDate", "day", "date", "300"},
    {"java.time.LocalTime", "time", "time", "300"},
    {"java.time.LocalDateTime", "local", "timestamp", "300"},
    {"java.time.Instant", "moment", "timestamptz", "300"},
    {"java.time.Duration", "span", "bigint", "300"}
  };

  private List<?> rows(String type, int count) throws Exception {
    URL[] urls = {folder.resolve("target/classes").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      dev.eloquent.registry.ModelRegistry.global().registerAll(loader);
      return ((dev.eloquent.seed.Factory<?>)
              loader.loadClass(type + "Factory").getDeclaredConstructor().newInstance())
          .makeMany(count);
    }
  }

  @Test
  void rowsDifferInUniqueColumnsOfEveryType() throws Exception {
    StringBuilder source = new StringBuilder("package shop; public class Wide {");
    List<ColumnLine> columns = new ArrayList<>();
    List<List<String>> keys = new ArrayList<>();
    for (String[] field : UNIQUE) {
      source.append(" public " + field[0] + " " + field[1] + ";");
      // One with a default must differ, too.
      columns.add(new ColumnLine(field[1], field[2], false, false, field[1].equals("name")));
      keys.add(List.of(field[1]));
    }
    project
        .source("shop.Wide", source.append(" }").toString())
        .models(new ModelLines("shop.Wide", "wide", "", columns, List.of(), List.of(), keys))
        .compile();
    exits(Exit.DONE, "make:factory", "Wide");
    compiles();
    List<?> rows = rows("shop.Wide", 300);
    for (String[] field : UNIQUE) {
      java.lang.reflect.Field declared = rows.get(0).getClass().getField(field[1]);
      List<Object> values = new ArrayList<>();
      for (Object row : rows.subList(0, Integer.parseInt(field[3]))) {
        Object value = declared.get(row);
        values.add(
            value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : value);
      }
      assertThat(values).as(field[1]).doesNotContainNull().doesNotHaveDuplicates();
      if (field[1].equals("code")) {
        assertThat(values).allMatch(value -> value.toString().length() <= 2);
      }
    }
  }

  @Test
  void ofAKeyTheColumnWithMostRoomDiffers() throws Exception {
    project
        .source(
            "shop.Line",
            "package shop; public class Line { public Category category; public short place;"
                + " public java.util.Locale locale; public String country; public boolean shown; }")
        .models(
            new ModelLines(
                "shop.Line",
                "lines",
                "",
                List.of(
                    new ColumnLine("category_id", "uuid", false),
                    new ColumnLine("place", "smallint", false),
                    new ColumnLine("locale", "varchar(35)", false),
                    new ColumnLine("country", "char(3)", false),
                    new ColumnLine("shown", "boolean", false)),
                List.of("category_id", "place"),
                List.of(new ForeignLine("categories", List.of("category_id"), List.of("id"))),
                List.of(List.of("locale", "shown", "place"))))
        .compile();
    exits(Exit.DONE, "make:factory", "Line");
    assertThat(sources.resolve("shop/LineFactory.java"))
        .content()
        .contains("row.place = (short) draw.number();")
        .contains("row.country = \"aaa\";")
        .contains("row.shown = draw.chance(50);");
  }
}
