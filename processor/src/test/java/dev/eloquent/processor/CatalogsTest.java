package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.ProjectFixture.Compiled;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two modules, each with a catalogue: the second one's models refer to the first one's. */
class CatalogsTest {
  private static final String SQLITE = "-Aeloquent.dialects=sqlite";

  @TempDir Path root;
  private ProjectFixture accounts;
  private ProjectFixture orders;

  @BeforeEach
  void modules() throws IOException {
    accounts = new ProjectFixture(Files.createDirectories(root.resolve("accounts")));
    accounts.model("Account", "@Model public class Account { @Id public long id; }");
    compiled(accounts, "-Aeloquent.catalog=accounts", SQLITE);
    orders = new ProjectFixture(Files.createDirectories(root.resolve("orders")));
    orders.model(
        "Order",
        "@Model public class Order { @Id long id; Account account; @ForeignKey(references ="
            + " Order.class) long former; }");
  }

  private static Compiled compiled(ProjectFixture project, String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isTrue();
    return result;
  }

  private static DraftIndex index(ProjectFixture project, String id) {
    return DraftIndex.parse(project.meta(id + "/" + OutputNames.DRAFT_INDEX));
  }

  /** Its class output as a jar. */
  private Path jar(ProjectFixture project) throws IOException {
    Path jar = root.resolve("accounts.jar");
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.walk(project.classes())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = zip.getPath("/" + project.classes().relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return jar;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void modelsOfAnotherModuleAreTargetsAndNeverDrafted(boolean jar) throws Exception {
    orders.library(jar ? jar(accounts) : accounts.classes());
    compiled(orders, "-Aeloquent.catalog=orders", SQLITE);
    String sql = orders.meta("orders/draft.sqlite.up.sql");
    assertThat(sql)
        .contains("CREATE TABLE orders")
        .contains("REFERENCES accounts (id)")
        .doesNotContain("CREATE TABLE accounts");
    assertThat(orders.meta("orders/" + OutputNames.MODELS)).isEqualTo("shop.Order\n");
    MigrationCatalog catalog = orders.catalog();
    assertThat(catalog.references("sqlite")).containsExactly("accounts");
    assertThat(catalog.references("postgresql")).isEmpty();
    assertThat(catalog.references()).containsExactly("accounts");
    assertThat(accounts.catalog().references()).isEmpty();

    // Not when the other module's models change, nor when nothing of this one is compiled.
    accounts.model("Account", "@Model public class Account { @Id public long id; String name; }");
    compiled(accounts, "-Aeloquent.catalog=accounts", SQLITE);
    compiled(orders, "-Aeloquent.catalog=orders", SQLITE);
    assertThat(orders.meta("orders/draft.sqlite.up.sql")).isEqualTo(sql);
    orders.write("src/main/java/shop/Other.java", "package shop; class Other { Account account; }");
    Path other = orders.root().resolve("src/main/java/shop/Other.java");
    assertThat(orders.compile(List.of(other), "-Aeloquent.catalog=orders", SQLITE).success())
        .isTrue();
    assertThat(orders.meta("orders/draft.sqlite.up.sql")).isEqualTo(sql);
  }

  @Test
  void everythingThatMustNotCollideHasTheId() throws Exception {
    orders.library(accounts.classes());
    compiled(orders, "-Aeloquent.catalog=orders", SQLITE);
    assertThat(index(orders, "orders").history())
        .isEqualTo("src/main/resources/db/orders/migration");
    assertThat(orders.catalog().id()).isEqualTo("orders");
    assertThat(orders.catalog().getClass().getPackageName()).isEqualTo("shop.migrations.orders");
    assertThat(orders.output().keySet())
        .allMatch(path -> !path.contains("META-INF/eloquent/") || path.contains("eloquent/orders/"))
        .contains(
            "target/classes/META-INF/services/dev.eloquent.migration.MigrationCatalog",
            "target/classes/META-INF/services/dev.eloquent.registry.ModelCatalog",
            "target/classes/META-INF/eloquent/orders/draft.index",
            "target/generated-sources/annotations/shop/migrations/orders/Migrations.java",
            "target/generated-sources/annotations/shop/migrations/orders/Models.java");
  }

  @Test
  void aHistoryWithSuchForeignKeysGoesOn() {
    orders.library(accounts.classes());
    compiled(orders);
    orders.seal();
    assertThat(compiled(orders).diagnostics()).isEmpty();
    assertThat(orders.index().draft()).isNull();
    assertThat(orders.catalog().references("mysql")).containsExactly("accounts");

    orders.model(
        "Order",
        "@Model public class Order { @Id long id; @Column(nullable = false, backfill = \"1\")"
            + " Account account; Account payer; }");
    compiled(orders);
    assertThat(orders.meta("draft.sqlite.up.sql"))
        .contains("CREATE TABLE eloquent_new_orders", "REFERENCES accounts (id)");
    assertThat(orders.meta("draft.postgresql.up.sql"))
        .contains("FOREIGN KEY (payer_id) REFERENCES accounts (id)");
    assertThat(orders.meta("draft.mysql.up.sql"))
        .contains("FOREIGN KEY (payer_id) REFERENCES accounts (id)");
  }

  /** A table that only one database has refers to nothing in the others. */
  @Test
  void whatIsReferredToIsSaidByDialect() {
    orders.library(accounts.classes());
    orders.model(
        "Order",
        "@Model(connection = \"pg\") public class Order { @Id long id; Account account; }");
    compiled(orders, "-Aeloquent.catalog=orders", "-Aeloquent.dialects=sqlite,postgresql");
    assertThat(orders.catalog().references("postgresql")).containsExactly("accounts");
    assertThat(orders.catalog().references("sqlite")).isEmpty();
  }

  /** Maven compiles the tests with the options of the main classes. */
  @Test
  void testsHaveTheirOwnWhateverTheModuleIs() {
    Compiled result =
        accounts.compileInto(
            accounts.root().resolve("target/test-classes"), "-Aeloquent.catalog=accounts", SQLITE);
    assertThat(result.success()).as(result.all()).isTrue();
    DraftIndex index =
        DraftIndex.parse(accounts.read("target/test-classes/META-INF/eloquent/test/draft.index"));
    assertThat(index.catalog()).isEqualTo("test");
    assertThat(index.history()).isEqualTo("src/test/resources/db/test/migration");
    assertThat(accounts.output().keySet())
        .contains("target/generated-sources/annotations/shop/migrations/test/Migrations.java");
  }
}
