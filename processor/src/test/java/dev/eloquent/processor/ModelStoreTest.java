package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.processor.StoreFixture.Database;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelException;
import dev.eloquent.seed.ModelStore;
import dev.eloquent.seed.SeedException;
import dev.eloquent.seed.SeedProblem;
import dev.eloquent.seed.SqlModelStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does with rows, keys and failures, on the real databases. */
class ModelStoreTest {
  @TempDir static Path root;
  private static @Nullable StoreFixture shared;

  @BeforeAll
  static void compile() {
    shared =
        new StoreFixture(root)
            .model(
                "Base",
                "class Base<K> { @Id K id; @Column(timestamp = true, nullable = false) Instant createdAt; }")
            .model(
                "Customer",
                """
                @Model public class Customer {
                  @Id private long id;
                  @Column(unique = true, nullable = false) private String email;
                  private boolean active;
                  private @Column(nullable = false, defaultValue = "7") Integer stars;
                  public long getId() { return id; }
                  public void setId(long id) { this.id = id; }
                  public String getEmail() { return email; }
                  public Customer setEmail(String email) { this.email = email; return this; }
                  public boolean isActive() { return active; }
                  public void setActive(boolean active) { this.active = active; }
                  public Integer getStars() { return stars; }
                  public void setStars(Integer stars) { this.stars = stars; }
                }
                """)
            .model(
                "Order",
                "@Model class Order extends Base<Long> { Customer customer; String note; Order parent; }")
            .model(
                "Line",
                "@Model record Line(@Id Order order, @Id int no, @Transient int loaded, String text) {"
                    + " Line { text = text == null ? null : text.strip(); } }")
            .model("Token", "@Model record Token(@Id UUID id, Customer customer) {}")
            .model("Counter", "@Model record Counter(@Id int id, String name) {}")
            .model("Lone", "@Model class Lone { @Id Long id; }")
            .model(
                "Weird",
                """
                @Model(table = "sel\\"ect `x` from") class Weird {
                  @Id @Column(name = "gro\\"up `by`") Long key;
                  @Column(name = "order") String order_;
                }
                """)
            .seeds("Customer", "Order", "Line", "Token", "Counter", "Lone", "Weird");
  }

  private static StoreFixture fixture() {
    return java.util.Objects.requireNonNull(shared);
  }

  private static Object make(String model, @Nullable Object... values) {
    return fixture().accessor(model).create(values);
  }

  private static List<@Nullable Object> values(Object row) {
    return Arrays.asList(fixture().registry.accessorOf(row).values(row));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void keysAndDefaultsAreTheDatabases(String dialect) throws SQLException {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      Object ada = make("Customer", 0L, "ada@example.org", true, null);
      assertThat(store.insert(ada)).isSameAs(ada);
      assertThat(values(ada)).containsExactly(1L, "ada@example.org", true, null);
      assertThat(database.text("SELECT stars FROM customers")).isEqualTo("7");

      Object order = make("Order", null, null, 1L, "first", null);
      store.insert(order);
      Object child = store.insert(make("Order", null, null, 1L, "second", 1L));
      assertThat(values(child).get(0)).isEqualTo(2L);
      List<@Nullable Object> read = values(store.find(fixture().type("Order"), 2L).orElseThrow());
      assertThat(read.get(2)).isEqualTo(1L);
      assertThat(read.get(4)).isEqualTo(1L);
      assertThat((Instant) read.get(1))
          .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));

      Object counter = store.insert(make("Counter", 0, "a"));
      assertThat(values(counter)).containsExactly(1, "a");
      assertThat(values(store.insert(make("Lone", new Object[] {null})))).containsExactly(1L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aBatchKeepsTheOrderOfRowsAndKeys(String dialect) {
    try (Database database = fixture().database(dialect)) {
      List<Object> rows = new ArrayList<>();
      for (int i = 1; i <= 2500; i++) {
        // Every third has a value where the others leave the column to its default.
        rows.add(make("Customer", 0L, i + "@example.org", false, i % 3 == 0 ? i : null));
      }
      List<Object> written = database.store().insertAll(rows);
      assertThat(written).hasSize(2500);
      List<Object> read = new ArrayList<>(database.store().findAll(fixture().type("Customer")));
      assertThat(read).hasSize(2500);
      for (int i = 0; i < 2500; i++) {
        assertThat(values(written.get(i)).get(1)).isEqualTo((i + 1) + "@example.org");
        Object same =
            database
                .store()
                .find(fixture().type("Customer"), values(written.get(i)).get(0))
                .orElseThrow();
        assertThat(values(same).get(1)).isEqualTo((i + 1) + "@example.org");
        assertThat(values(same).get(3)).isEqualTo((i + 1) % 3 == 0 ? i + 1 : 7);
      }
      List<Object> counters = new ArrayList<>();
      IntStream.range(0, 1500).forEach(i -> counters.add(make("Counter", 0, "c" + i)));
      List<Object> counted = database.store().insertAll(counters);
      assertThat(counted.stream().map(c -> values(c).get(0)))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 1500).boxed().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void recordsReferencesAndCompositeKeys(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      store.insert(make("Customer", 0L, "ada@example.org", false, 5));
      store.insert(make("Order", null, null, 1L, null, null));
      Object line = store.insert(make("Line", 1L, 2, " padded "));
      assertThat(values(line)).containsExactly(1L, 2, "padded");
      Class<?> type = fixture().type("Line");
      assertThat(values(store.find(type, 1L, 2).orElseThrow())).containsExactly(1L, 2, "padded");
      store.update(make("Line", 1L, 2, "other"));
      assertThat(values(store.findAll(type).get(0))).containsExactly(1L, 2, "other");
      assertThatThrownBy(() -> store.find(type, 1L))
          .hasMessage(
              "the key of shop.Line (table lines, %s) is order_id, no: give 2 value(s), not 1 [ELQ812]",
              store.connection());

      UUID id = UUID.randomUUID();
      store.insert(make("Token", id, 1L));
      assertThat(values(store.find(fixture().type("Token"), id).orElseThrow()))
          .containsExactly(id, 1L);
      store.delete(make("Line", 1L, 2, null));
      assertThat(store.count(type)).isZero();
      assertThatThrownBy(() -> store.delete(make("Line", 1L, 2, null)))
          .hasMessageContaining("no row of shop.Line (table lines, ")
          .hasMessageEndingWith("was deleted: none has the key of the instance [ELQ809]");
      assertThatThrownBy(() -> store.update(make("Line", 1L, 2, null)))
          .hasMessageContaining("[ELQ809]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesMayBeAnything(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      Object row = store.insert(make("Weird", null, "a"));
      assertThat(values(row)).containsExactly(1L, "a");
      store.update(make("Weird", 1L, "b"));
      Class<?> type = fixture().type("Weird");
      assertThat(values(store.find(type, 1L).orElseThrow())).containsExactly(1L, "b");
      assertThat(store.findAll(type)).hasSize(1);
      store.delete(row);
      assertThat(store.count(type)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aFailedBatchLeavesNothing(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      List<Object> rows = new ArrayList<>();
      IntStream.range(0, 1200)
          .forEach(i -> rows.add(make("Customer", 0L, i % 1150 + "@x", false, 1)));
      assertThatThrownBy(() -> store.insertAll(rows))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith(
              "one of the rows 1001 to 1200 of shop.Customer (table customers, "
                  + store.connection())
          .hasMessageEndingWith("[ELQ806]");
      assertThat(store.count(fixture().type("Customer"))).isZero();
      store.insert(make("Customer", 0L, "a", false, 1));
      assertThat(store.count(fixture().type("Customer"))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void noForkInATransaction(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      assertThatThrownBy(() -> store.inTransaction(store::fork))
          .isInstanceOfSatisfying(
              SeedException.class,
              e -> assertThat(e.problem()).isEqualTo(SeedProblem.IN_TRANSACTION))
          .hasMessageContaining("Fork it before the transaction");
      store.insert(make("Counter", 0, "a"));
      try (ModelStore other = store.fork()) {
        assertThat(other.count(fixture().type("Counter"))).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aTransactionIsAllOrNothingAndSeenByNobodyElse(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      Class<?> type = fixture().type("Counter");
      assertThatThrownBy(
              () ->
                  store.inTransaction(
                      () -> {
                        store.insert(make("Counter", 0, "a"));
                        store.inTransaction(() -> store.insert(make("Counter", 0, "b")));
                        assertThat(store.count(type)).isEqualTo(2);
                        try (ModelStore other =
                            SqlModelStore.open(database.source(), fixture().registry)) {
                          assertThat(other.count(type)).isZero();
                        }
                        throw new IllegalStateException("mine");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("mine");
      assertThat(store.count(type)).isZero();
      store.inTransaction(() -> store.insert(make("Counter", 0, "c")));
      try (ModelStore other = store.fork()) {
        assertThat(other.count(type)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void whatFailsInsideATransactionAndIsCaughtLeavesNothing(String dialect) {
    try (Database database = fixture().database(dialect)) {
      ModelStore store = database.store();
      List<Object> rows = new ArrayList<>();
      for (String mail : List.of("b", "c", "d", "b", "e")) {
        rows.add(make("Customer", 0L, mail, false, 1));
      }
      store.inTransaction(
          () -> {
            store.insert(make("Customer", 0L, "a", false, 1));
            assertThatThrownBy(() -> store.insertAll(rows)).isInstanceOf(ModelException.class);
            assertThatThrownBy(
                    () ->
                        store.inTransaction(
                            () -> {
                              store.insert(make("Customer", 0L, "f", false, 1));
                              throw new IllegalStateException("mine");
                            }))
                .hasMessage("mine");
            store.inTransaction(() -> store.insert(make("Customer", 0L, "b", false, 1)));
          });
      assertThat(store.findAll(fixture().type("Customer")).stream().map(c -> values(c).get(1)))
          .containsExactly("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  @SuppressWarnings("unchecked")
  void hooksAreCalledInsideTheTransactionAndFailIt(String dialect) {
    try (Database database = fixture().database(dialect)) {
      dev.eloquent.registry.ModelRegistry registry = new dev.eloquent.registry.ModelRegistry();
      Class<Object> type = (Class<Object>) fixture().type("Counter");
      registry.register(type);
      List<String> calls = new ArrayList<>();
      try (SqlModelStore store = SqlModelStore.open(database.source(), registry)) {
        registry.created(
            type, row -> calls.add("created " + values(row) + " " + store.count(type)));
        registry.updated(type, row -> calls.add("updated " + values(row)));
        registry.deleted(type, row -> calls.add("deleted " + values(row)));
        Object row = store.insert(make("Counter", 0, "a"));
        store.update(row);
        store.delete(row);
        assertThat(calls).containsExactly("created [1, a] 1", "updated [1, a]", "deleted [1, a]");

        registry.created(
            type,
            r -> {
              throw new IllegalArgumentException("refused");
            });
        assertThatThrownBy(() -> store.insert(make("Counter", 0, "b")))
            .hasMessage(
                "a hook on created rows of shop.Counter failed, and so did the write:"
                    + " java.lang.IllegalArgumentException: refused [ELQ810]");
        assertThat(store.count(type)).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void writesFromSeveralThreadsOnForks(String dialect) throws Exception {
    try (Database database = fixture().database(dialect)) {
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      for (int t = 0; t < 4; t++) {
        int number = t;
        Thread thread =
            new Thread(
                () -> {
                  try (ModelStore store = database.store().fork()) {
                    List<Object> rows = new ArrayList<>();
                    for (int i = 0; i < 300; i++) {
                      rows.add(make("Counter", 0, number + "-" + i));
                    }
                    for (Object row : store.insertAll(rows)) {
                      Object found =
                          store.find(fixture().type("Counter"), values(row).get(0)).orElseThrow();
                      assertThat(values(found)).isEqualTo(values(row));
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(database.store().count(fixture().type("Counter"))).isEqualTo(1200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite"})
  void whatCannotBeUsedSaysWhatToDo(String dialect) {
    try (Database database = fixture().database(dialect)) {
      dev.eloquent.registry.ModelRegistry registry = new dev.eloquent.registry.ModelRegistry();
      ModelAccessor<Object> accessor = fixture().accessor("Counter");
      try (SqlModelStore store = SqlModelStore.open(database.source(), registry)) {
        assertThatThrownBy(() -> store.insert(make("Counter", 0, "a")))
            .hasMessage(
                "model shop.Counter is not registered: at the start of the application call"
                    + " ModelRegistry.registerModels(shop.Counter.class), or"
                    + " ModelRegistry.registerAll() for all models [ELQ800]");
        registry.setStrict(false);
        store.insert(make("Counter", 0, "a"));
        assertThat(store.count(accessor.modelClass())).isEqualTo(1);
        assertThatThrownBy(() -> store.insert("text"))
            .hasMessageStartingWith(
                "java.lang.String is in no generated catalogue of the class path: annotate it with @Model")
            .hasMessageEndingWith("[ELQ801]");
      }
    }
  }

  /** SQLite's driver tells the last key only, and keys need not follow each other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CREATE TRIGGER audit AFTER INSERT ON counters BEGIN INSERT INTO lones (id) VALUES (NULL); END",
        "CREATE TRIGGER more AFTER INSERT ON counters WHEN new.name LIKE 'c%'"
            + " BEGIN INSERT INTO counters (name) VALUES ('x'); END",
        "CREATE TRIGGER late AFTER INSERT ON counters WHEN new.name = 'c1500'"
            + " BEGIN INSERT INTO counters (name) VALUES ('x'); END",
        "DROP TABLE counters; CREATE TABLE counters (id INTEGER PRIMARY KEY, name TEXT);"
            + " INSERT INTO counters (id, name) VALUES (7, 'y')"
      })
  void keysOfABatchAreRightWhateverElseInserts(String sql) throws SQLException {
    try (Database database = fixture().database("sqlite")) {
      for (String statement : sql.startsWith("DROP") ? sql.split(";") : new String[] {sql}) {
        if (!statement.isBlank()) {
          database.execute(statement);
        }
      }
      List<Object> rows = new ArrayList<>();
      IntStream.range(0, 2100).forEach(i -> rows.add(make("Counter", 0, "c" + i)));
      List<Object> written = database.store().insertAll(rows);
      for (int i = 0; i < rows.size(); i++) {
        Object key = java.util.Objects.requireNonNull(values(written.get(i)).get(0));
        Object found = database.store().find(fixture().type("Counter"), key).orElseThrow();
        assertThat(values(found).get(1)).isEqualTo("c" + i);
      }
      assertThat(database.text("SELECT count(*) FROM counters WHERE name LIKE 'c%'"))
          .isEqualTo("2100");
    }
  }
}
