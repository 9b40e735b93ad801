package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelReaderTest {
  private static final JavaFileObject SHOP =
      source(
          "Shop",
          "class Shop {",
          "  enum Status { PENDING, PAID, SHIPPED, CANCELLED, AT_REST }",
          "  static class Base { @Id Long id; @Column(timestamp = true) Instant createdAt; }",
          "  @Model(comment = \"who buys\", renamedFrom = \"clients\")",
          "  @Index(columns = {\"last_name\", \"first_name desc\"})",
          "  @Index(columns = \"email\", unique = true, where = \"deleted_at IS NULL\")",
          "  static class Customer extends Base { String lastName; String firstName; String email;",
          "    @Column(softDeletes = true, useTz = true) OffsetDateTime deletedAt; }",
          "  @Model @Check(name = \"positive\", expression = \"total >= 0\")",
          "  static class Purchase extends Base { Customer customer; Status status;",
          "    @Column(precision = 10, scale = 3, defaultValue = \"0\") BigDecimal total; }",
          "  @Model @ForeignKey(references = Item.class, columns = {\"purchase_id\", \"no\"})",
          "  record Note(@Id UUID id, @Column(name = \"purchase_id\") long purchase, int no) {}",
          "  @Model record Item(@Id Purchase purchase, @Id int no, @Column(length = 9) String sku) {}",
          "}");

  @Test
  void noModelIsNoTable() {
    assertThat(Reading.of(source("Plain", "class Plain { int a; }")).schema().tables()).isEmpty();
  }

  @Test
  void theOrderOfTheInputChangesNothing() {
    JavaFileObject other = model("Zebra", "Shop.Customer owner;");
    Reading one = Reading.of(SHOP, other);
    Reading two = Reading.reversed(other, SHOP);

    assertThat(one.problems()).isEmpty();
    assertThat(one.schema().tables()).hasSize(5);
    assertThat(two.schema()).isEqualTo(one.schema());
    assertThat(two.result().intents()).isEqualTo(one.result().intents());
  }

  @Test
  void theOrderOfTheInputChangesNoProblem() {
    JavaFileObject a = model("A", "Object x;", "@ForeignKey(references = B.class) int b;");
    JavaFileObject b = model("B", "@Column(unique = true) @Index(unique = true) int v;");

    assertThat(Reading.of(a, b).problems()).hasSize(3);
    assertThat(Reading.reversed(b, a).problems())
        .containsExactlyElementsOf(Reading.of(a, b).problems());
  }

  @Test
  void classFilesReadAsTheirSources(@TempDir Path folder) throws IOException {
    compile(folder, SHOP);

    Reading fromSource = Reading.of(SHOP);
    Reading fromClasses =
        Reading.withClassFolder(
            folder.toFile(),
            List.of("shop.Shop.Note", "shop.Shop.Customer", "shop.Shop.Purchase", "shop.Shop.Item"),
            source("Plain", "class Plain {}"));

    assertThat(fromClasses.problems()).isEmpty();
    assertThat(fromClasses.schema()).isEqualTo(fromSource.schema());
    assertThat(fromClasses.result().intents()).isEqualTo(fromSource.result().intents());
  }

  @Test
  void aModelOfTheClassPathIsATargetButNotPartOfTheResult(@TempDir Path folder) throws IOException {
    compile(folder, SHOP);

    Reading reading =
        Reading.withClassFolder(
            folder.toFile(),
            List.of(),
            source(
                "Extra",
                "@Model @ForeignKey(references = Shop.Item.class, columns = {\"purchase\", \"no\"})",
                "class Extra { @Id Long id; Shop.Customer customer; long purchase; int no; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.schema().tables()).hasSize(1);
    assertThat(reading.table("extras").foreignKeys())
        .extracting(k -> k.referencedTable() + k.referencedColumns())
        .containsExactly("customers[id]", "items[purchase_id, no]");
  }

  @Test
  void aTargetOfTheClassPathWithoutKeyIsAnErrorOfTheReference(@TempDir Path folder)
      throws IOException {
    compile(folder, source("Broken", "@Model public class Broken {}"));

    Reading reading =
        Reading.withClassFolder(folder.toFile(), List.of(), model("Order", "Broken broken;"));

    assertThat(reading.problems())
        .containsExactly(
            "Order.java:4:8 Order.broken: the key of shop.Broken, which is not in this"
                + " compilation, cannot be read: compile that class again and see its errors"
                + " [ELQ127]");
  }

  @Test
  void eachThingKnowsWhereItWasDeclared() {
    Reading reading = Reading.of(SHOP);

    assertThat(annotation(reading, SchemaPath.table("customers"))).isEqualTo("Model");
    assertThat(element(reading, SchemaPath.table("customers"))).isEqualTo("Customer");
    assertThat(element(reading, SchemaPath.column("purchases", "customer_id")))
        .isEqualTo("customer");
    assertThat(element(reading, SchemaPath.column("purchases", "created_at")))
        .isEqualTo("createdAt");
    Map<SchemaPath, String> annotations =
        Map.of(
            SchemaPath.column("purchases", "total"),
            "Column",
            new SchemaPath("customers", Kind.INDEX, "idx_customers_last_name_first_name"),
            "Index",
            new SchemaPath("notes", Kind.FOREIGN_KEY, "fk_notes_purchase_id_no"),
            "ForeignKey",
            new SchemaPath("purchases", Kind.CHECK, "positive"),
            "Check");
    annotations.forEach((path, name) -> assertThat(annotation(reading, path)).isEqualTo(name));
    assertThat(element(reading, new SchemaPath("purchases", Kind.CHECK, "ck_purchases_status")))
        .isEqualTo("status");
    assertThat(
            element(
                reading, new SchemaPath("purchases", Kind.FOREIGN_KEY, "fk_purchases_customer_id")))
        .isEqualTo("customer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          interface Thing {} | it is an interface: put @Model on a class or record
          enum Thing { A } | it is an enum: put @Model on a class or record
          @interface Thing {} | it is an annotation: put @Model on a class or record
          abstract class Thing { @Id Long id; } | it is abstract: put @Model on its subclasses, each of which has the columns of its superclasses
          class Thing<T> { @Id Long id; } | it is generic: put @Model on a subclass that names the type arguments
          """)
  void whatCanHaveNoTableIsRefused(String declaration, String why) {
    assertThat(Reading.of(source("Thing", "@Model", declaration)).problems())
        .containsExactly("Thing.java:2:1 Thing cannot be a model, because " + why + " [ELQ102]");
  }

  @Test
  void aPrivateModelIsRefusedAndAnInnerOneIsNot() {
    Reading reading =
        Reading.of(
            source(
                "Outer",
                "class Outer {",
                "  @Model private static class Secret { @Id Long id; }",
                "  private static class Hidden { @Model static class Deep { @Id Long id; } }",
                "  @Model class Inner { @Id Long id; }",
                "}"));

    assertThat(reading.problems())
        .containsExactly(
            "Outer.java:4:33 Outer.Hidden.Deep cannot be a model, because Hidden is private: remove"
                + " the modifier private [ELQ102]",
            "Outer.java:3:3 Outer.Secret cannot be a model, because it is private: remove the"
                + " modifier private [ELQ102]");
    assertThat(reading.table("inners").columns()).hasSize(1);
  }

  @Test
  void aModelWithoutKeyIsAnErrorOnTheClass() {
    assertThat(
            Reading.of(source("Thing", "@Model", "public class Thing {", "  String name;", "}"))
                .problems())
        .containsExactly(
            "Thing.java:3:8 Thing has no primary key: mark a field with @Id, such as: @Id private"
                + " Long id; [ELQ101]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mongodb | there is no connection "mongodb" (did you mean "mongo"?); leave it out for every SQL dialect, or use "pg", "mysql" or "sqlite" for one, or "mongo" for a collection [ELQ122]
          postgresql | there is no connection "postgresql" (did you mean "pg"?); leave it out for every SQL dialect, or use "pg", "mysql" or "sqlite" for one, or "mongo" for a collection [ELQ122]
          mariadb | there is no connection "mariadb" (did you mean "mysql"?); leave it out for every SQL dialect, or use "pg", "mysql" or "sqlite" for one, or "mongo" for a collection [ELQ122]
          sqllite | there is no connection "sqllite" (did you mean "sqlite"?); leave it out for every SQL dialect, or use "pg", "mysql" or "sqlite" for one, or "mongo" for a collection [ELQ122]
          oracle | there is no connection "oracle"; leave it out for every SQL dialect, or use "pg", "mysql" or "sqlite" for one, or "mongo" for a collection [ELQ122]
          """)
  void anUnknownConnectionIsAnErrorOnItsValue(String connection, String message) {
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model(connection = \"" + connection + "\")",
                        "class Thing { @Id Long id; }"))
                .problems())
        .containsExactly("Thing.java:2:21 Thing: " + message);
  }

  @Test
  void aConnectionPinsTheTable() {
    Reading reading =
        Reading.of(source("Thing", "@Model(connection = \"sqlite\") class Thing { @Id Long id; }"));

    assertThat(reading.table("things").connection()).isEqualTo("sqlite");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model(table = \"\", connection = \"x\") class Thing {",
                        "  Object a; @Column(length = 1) int b; List<String> c;",
                        "}"))
                .problems())
        .hasSize(6);
  }

  @Test
  void aTypeThatIsNotThereIsReportedBesideTheCompilersOwnError() {
    assertThat(Reading.of(model("Thing", "Missing m;")).problems())
        .anySatisfy(p -> assertThat(p).contains("cannot find symbol"))
        .anySatisfy(
            p ->
                assertThat(p)
                    .startsWith("Thing.java:4:9 Thing.m: Missing has no column type: it is not"));
  }

  private static void compile(Path folder, JavaFileObject... sources) throws IOException {
    Compilation compilation = Compiler.javac().withOptions("-proc:none").compile(sources);
    for (JavaFileObject file : compilation.generatedFiles()) {
      String name = file.getName();
      Path target =
          folder.resolve(name.substring(name.indexOf("CLASS_OUTPUT/") + "CLASS_OUTPUT/".length()));
      Files.createDirectories(target.getParent());
      try (InputStream in = file.openInputStream()) {
        Files.write(target, in.readAllBytes());
      }
    }
    assertThat(new File(folder.toFile(), "shop")).isDirectory();
  }

  private static String element(Reading reading, SchemaPath path) {
    Element element = reading.result().origins().of(path).element();
    return element == null ? "" : element.getSimpleName().toString();
  }

  private static String annotation(Reading reading, SchemaPath path) {
    Location location = reading.result().origins().of(path);
    return location.annotation() == null
        ? ""
        : location.annotation().getAnnotationType().asElement().getSimpleName().toString();
  }
}
