package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.eloquent.document.MongoMigrator;
import dev.eloquent.document.MongoModelStore;
import dev.eloquent.processor.dialect.mongodb.SchemaMatch;
import dev.eloquent.registry.JavaType;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.StructAccessor;
import dev.eloquent.seed.ModelStore;
import dev.eloquent.testkit.MongoServers;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents from instances, as their validator wants them, and back. */
class MongoModelStoreTest {
  @TempDir static Path root;
  private static @Nullable StoreFixture shared;

  @BeforeAll
  static void compile() {
    StoreFixture fixture = new StoreFixture(root);
    fixture.project.library(ObjectId.class);
    shared =
        fixture
            .model("Kind", "enum Kind { A, B }")
            .model(
                "Tag",
                "record Tag(@Column(nullable = false) String name, int weight, List<Place> places,"
                    + " @Column(type = \"objectid\") String by, Kind kind) {}")
            .model(
                "Place",
                "class Place { private double x; LocalDate on; double getX() { return x; } void setX(double x) { this.x = x; } }")
            .model(
                "Event",
                """
                @Model(connection = "mongo") public class Event {
                  @Id org.bson.types.ObjectId id;
                  @Column(nullable = false) org.bson.types.ObjectId userId;
                  Instant at; @Column(length = 40) String kind; Kind of;
                  List<Tag> tags; Tag first; String[] words; int[] numbers; Set<Kind> kinds;
                  byte[] bytes; UUID uuid; BigDecimal price; LocalDate on; LocalTime time; long total;
                  short small; float ratio; Map<String, Object> any; Duration took;
                  LocalDateTime local; @Column(type = "json") String json; char sign;
                }
                """)
            .model(
                "Note",
                "@Model(connection = \"mongo\") record Note(@Id @Column(type = \"objectid\") String id, String text) {}")
            .model(
                "Plain", "@Model(connection = \"mongo\") record Plain(@Id UUID id, Integer n) {}")
            .model("Order", "@Model class Order { @Id Long id; }")
            .seeds("Event", "Note", "Plain", "Order");
  }

  private static StoreFixture fixture() {
    return Objects.requireNonNull(shared);
  }

  private static Stream<MongoServers.Database> servers() {
    return Stream.of(MongoServers.embedded(), MongoServers.real()).filter(Objects::nonNull);
  }

  /** Something to do with a store whose database has the collections. */
  private static void with(MongoServers.Database server, Consumer<Opened> work) {
    try (MongoClient client = MongoClients.create(server.uri())) {
      MongoMigrator.builder(client, server.name())
          .catalog(fixture().project.catalog())
          .build()
          .run();
      try (MongoModelStore store =
          MongoModelStore.open(client, client.getDatabase(server.name()), fixture().registry)) {
        work.accept(new Opened(store, client, server.name()));
      } finally {
        client.getDatabase(server.name()).drop();
      }
    }
  }

  private record Opened(ModelStore store, MongoClient client, String name) {
    MongoCollection<BsonDocument> raw(String collection) {
      return client.getDatabase(name).getCollection(collection, BsonDocument.class);
    }
  }

  private static Object make(String model, @Nullable Object... values) {
    return fixture().accessor(model).create(values);
  }

  private static List<@Nullable Object> values(Object row) {
    return Arrays.asList(fixture().registry.accessorOf(row).values(row));
  }

  private static BsonDocument validator(String collection) throws IOException {
    Path folder = fixture().project.history().resolve("mongodb");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("{\"create\":\"" + collection + "\"")) {
            BsonDocument command = BsonDocument.parse(line.replaceFirst(",$", ""));
            return command.getDocument("validator").getDocument("$jsonSchema");
          }
        }
      }
    }
    throw new AssertionError(collection);
  }

  @SuppressWarnings("unchecked")
  private static StructAccessor<Object> tags() {
    JavaType first = fixture().accessor("Event").types().get(6);
    return (StructAccessor<Object>) ((JavaType.Nested) first).accessor();
  }

  private static Object place(double x, @Nullable LocalDate on) {
    JavaType.Many places = (JavaType.Many) tags().types().get(2);
    return ((JavaType.Nested) places.element()).accessor().create(new Object[] {x, on});
  }

  private static Object kind(String name) {
    Class<?> type = fixture().type("Kind");
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> c.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Object[] event() {
    Object tag =
        tags()
            .create(
                new Object[] {
                  "red",
                  3,
                  List.of(place(1.5, LocalDate.of(2024, 2, 29)), place(0, null)),
                  "507f1f77bcf86cd799439011",
                  kind("B")
                });
    return new Object[] {
      null,
      new ObjectId(),
      Instant.parse("2024-02-29T22:59:58.123Z"),
      "k",
      kind("A"),
      List.of(tag),
      tag,
      new String[] {"a", ""},
      new int[] {1, -1},
      Set.of(kind("A")),
      new byte[] {1, 2},
      UUID.randomUUID(),
      new BigDecimal("12.50"),
      LocalDate.of(2024, 2, 29),
      LocalTime.of(23, 59, 58),
      Long.MAX_VALUE,
      (short) 7,
      1.5f,
      Map.of("a", List.of(1, "b", Map.of("c", true))),
      java.time.Duration.ofMillis(5),
      java.time.LocalDateTime.parse("2024-02-29T10:00:00.5"),
      "{\"x\": 1}",
      'c'
    };
  }

  @ParameterizedTest
  @MethodSource("servers")
  void everythingComesBackAndFitsTheValidator(MongoServers.Database server) {
    with(
        server,
        opened -> {
          ModelAccessor<Object> accessor = fixture().accessor("Event");
          Object written = opened.store().insert(accessor.create(event()));
          Object id = Objects.requireNonNull(values(written).get(0));
          assertThat(id).isInstanceOf(ObjectId.class);
          BsonDocument raw = Objects.requireNonNull(opened.raw("events").find().first());
          try {
            assertThat(SchemaMatch.refused(validator("events"), raw)).isEmpty();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          Object read = opened.store().find(accessor.modelClass(), id).orElseThrow();
          assertThat(read).usingRecursiveComparison().isEqualTo(written);
          assertThat(raw.getDocument("first").get("by")).isInstanceOf(BsonObjectId.class);
          assertThat(raw.getDateTime("on").getValue())
              .isEqualTo(Instant.parse("2024-02-29T00:00:00Z").toEpochMilli());
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void nothingIsMissingAndWhatIsNotTheModelsStays(MongoServers.Database server) {
    with(
        server,
        opened -> {
          ModelAccessor<Object> accessor = fixture().accessor("Event");
          Object[] least = new Object[event().length];
          least[1] = new ObjectId();
          Object written = opened.store().insert(accessor.create(least));
          BsonDocument raw = Objects.requireNonNull(opened.raw("events").find().first());
          assertThat(raw.keySet())
              .containsExactly("_id", "user_id", "total", "small", "ratio", "sign");
          Object[] more = accessor.values(written);
          more[3] = "kind";
          opened
              .raw("events")
              .updateOne(
                  new BsonDocument(),
                  new BsonDocument("$set", new BsonDocument("own", new BsonString("x"))));
          opened.store().update(accessor.create(more));
          more[3] = null;
          opened.store().update(accessor.create(more));
          raw = Objects.requireNonNull(opened.raw("events").find().first());
          assertThat(raw.keySet()).contains("own").doesNotContain("kind");
          assertThat(opened.store().find(accessor.modelClass(), more[0]).orElseThrow())
              .usingRecursiveComparison()
              .isEqualTo(accessor.create(more));
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void keysAreMadeByTheClientWhereTheyAreObjectIds(MongoServers.Database server) {
    with(
        server,
        opened -> {
          ModelStore store = opened.store();
          List<Object> notes = new ArrayList<>();
          for (int i = 0; i < 1500; i++) {
            notes.add(make("Note", null, "note " + i));
          }
          List<Object> written = store.insertAll(notes);
          assertThat(store.count(fixture().type("Note"))).isEqualTo(1500);
          assertThat(new ArrayList<Object>(store.findAll(fixture().type("Note"))))
              .hasSize(1500)
              .containsExactlyInAnyOrderElementsOf(written);
          Object last = values(written.get(1499)).get(0);
          assertThat(last).asString().matches("[0-9a-f]{24}");
          assertThat(
                  values(
                      store
                          .find(fixture().type("Note"), Objects.requireNonNull(last))
                          .orElseThrow()))
              .containsExactly(last, "note 1499");

          UUID id = UUID.randomUUID();
          Object plain = store.insert(make("Plain", id, 1));
          assertThatThrownBy(() -> store.insert(make("Plain", id, 2)))
              .hasMessageStartingWith(
                  "the document of shop.Plain (collection plains) was not inserted: ")
              .hasMessageEndingWith("[ELQ806]");
          assertThatThrownBy(() -> store.insert(make("Plain", null, 2)))
              .hasMessage(
                  "an instance of shop.Plain (collection plains) has no key: set its @Id field [ELQ812]");
          store.delete(plain);
          assertThatThrownBy(() -> store.delete(plain)).hasMessageEndingWith("[ELQ809]");
          assertThatThrownBy(() -> store.update(plain)).hasMessageEndingWith("[ELQ809]");
          assertThatThrownBy(() -> store.insert(make("Order", 1L)))
              .hasMessageContaining(
                  "model shop.Order is a table of the SQL databases, and this store is of mongo")
              .hasMessageEndingWith("[ELQ803]");
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void withoutTransactionsWhatWasWrittenStays(MongoServers.Database server) {
    with(
        server,
        opened -> {
          ModelStore store = opened.store();
          assertThatThrownBy(
                  () ->
                      store.inTransaction(
                          () -> {
                            store.insert(make("Plain", UUID.randomUUID(), 1));
                            throw new IllegalStateException("mine");
                          }))
              .hasMessage("mine");
          // A replica set has transactions, the server in this JVM has none.
          assertThat(store.count(fixture().type("Plain"))).isEqualTo(store.transactional() ? 0 : 1);
          assertThat(server.embedded() && store.transactional()).isFalse();
        });
  }
}
