package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.migration.FreshOptions;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.Migrators;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.RunResult;
import dev.eloquent.migration.Script.Reverse;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.migration.StatusReport.State;
import dev.eloquent.migration.TestCatalog;
import dev.eloquent.migration.TxMode;
import dev.eloquent.testkit.MongoServers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.codecs.StringCodec;
import org.bson.codecs.configuration.CodecRegistries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a migrator does, on MongoDB. */
class MongoMigratorTest {
  private static final String ID_INDEX = "  index _id_ {\"_id\": 1}";

  static Stream<MongoServers.Database> databases() {
    return MongoFixture.databases();
  }

  private static final List<String> AT_THE_END =
      List.of(
          "collection logs",
          ID_INDEX,
          "  index logs_user_id_name_idx {\"user_id\": 1, \"name\": -1} unique",
          "  {\"_id\": \"two\", \"kind\": \"old\", \"name\": \"b\", \"user_id\": 8}",
          "  {\"_id\": 1, \"kind\": \"old\", \"name\": \"a\", \"user_id\": 7}");

  @ParameterizedTest
  @MethodSource("databases")
  void appliesEachVersionOnce(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      RunResult result = migrator.run();
      assertThat(result.applied()).hasSize(4);
      assertThat(result.applied().get(3).script()).isEqualTo("V4__events_to_logs.json");
      assertThat(mongo.content()).isEqualTo(AT_THE_END);
      assertThat(mongo.history())
          .containsExactly("1 MONGO true", "2 MONGO true", "3 MONGO true", "4 MONGO true");
      assertThat(mongo.journal())
          .containsExactly(
              // A new collection is recorded with its indexes.
              "started 1 1/2",
              "applied 1 0/2",
              "started 2 1/1",
              "applied 2 0/1",
              "started 3 1/2",
              "statement 3 1/2",
              "applied 3 0/2",
              "started 4 1/3",
              "statement 4 1/3",
              "statement 4 2/3",
              "applied 4 0/3");
      assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(mongo.collection("eloquent_lock").countDocuments()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void recordsWhatTheSqlTablesRecord(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      TestCatalog catalog =
          TestCatalog.on("mongodb").sealed("a", "{\"create\":\"a\"}", "{\"drop\":\"a\"}").build();
      mongo.on(catalog).actor("ann").role("migration").build().run();
      BsonDocument row = mongo.collection("flyway_schema_history").find().first();
      assertThat(row).isNotNull();
      assertThat(row.keySet())
          .containsExactly(
              "_id",
              "version",
              "description",
              "type",
              "script",
              "checksum",
              "installed_by",
              "installed_on",
              "execution_time",
              "success");
      // zlib.crc32(b'{"create":"a"};') by Python, as a signed int
      assertThat(row.getInt32("checksum").getValue()).isEqualTo(-1479499932);
      assertThat(row.isDateTime("installed_on")).isTrue();
      BsonDocument event =
          mongo.collection("eloquent_journal").find().sort(BsonDocument.parse("{_id:-1}")).first();
      assertThat(event).isNotNull();
      assertThat(event.getString("actor").getValue()).isEqualTo("ann");
      assertThat(event.getString("role").getValue()).isEqualTo("migration");
      assertThat(event.keySet())
          .containsExactly(
              "_id",
              "event",
              "undo",
              "installed_rank",
              "version",
              "description",
              "script",
              "batch",
              "draft",
              "statement",
              "statements",
              "content",
              "sha256",
              "chain_hash",
              "actor",
              "host",
              "role",
              "tool_version",
              "occurred_at",
              "history_rows",
              "detail",
              "previous_hash",
              "hash");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void rollsBackToEachVersionAndAppliesAgain(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      migrator.run(RunOptions.ALL.withTo(2));
      List<String> atTwo = mongo.content();
      migrator.run();
      migrator.rollback(RollbackOptions.step(1));
      assertThat(mongo.content()).contains("collection events").doesNotContain("collection logs");
      migrator.rollback(RollbackOptions.to(2));
      assertThat(mongo.content()).isEqualTo(atTwo);
      assertThat(migrator.run().applied()).hasSize(2);
      assertThat(mongo.content()).isEqualTo(AT_THE_END);
      assertThat(migrator.rollback(RollbackOptions.newestBatch()).rolledBack()).hasSize(2);
      assertThat(mongo.content()).isEqualTo(atTwo);
      migrator.reset();
      assertThat(mongo.content()).isEmpty();
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(migrator.run().applied()).hasSize(4);
      assertThat(mongo.content()).isEqualTo(AT_THE_END);
      assertThat(mongo.history()).hasSize(4 + 2 + 2 + 2 + 2 + 4);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void tellsStatusAndWhatWouldRunAndWritesNothing(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      assertThat(migrator.status().hasPending()).isTrue();
      RunResult pretended = migrator.run(RunOptions.ALL.withPretend(true));
      assertThat(pretended.pretended()).hasSize(4);
      assertThat(pretended.pretended().get(0).statements().toList().get(0))
          .isEqualTo("{\"create\":\"events\"}");
      assertThat(mongo.mongo().listCollectionNames()).isEmpty();
      migrator.run(RunOptions.ALL.withStep(3));
      StatusReport status = migrator.status();
      assertThat(status.dialect()).isEqualTo("mongodb");
      assertThat(status.entries())
          .extracting(StatusReport.Entry::state)
          .containsExactly(State.APPLIED, State.APPLIED, State.APPLIED, State.PENDING);
      assertThat(status.entries().get(0).installedOn()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void freshDropsAllButWhatIsOurs(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      migrator.run();
      mongo.collection("by_hand").insertOne(BsonDocument.parse("{_id:1}"));
      assertThat(migrator.freshPlan(FreshOptions.DEFAULT))
          .containsExactly("collection by_hand", "collection logs");
      migrator.fresh(FreshOptions.DEFAULT);
      assertThat(mongo.content()).isEqualTo(AT_THE_END);
      assertThat(mongo.history()).hasSize(12);
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void severalCataloguesHaveAHistoryEach(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      TestCatalog a =
          TestCatalog.on("mongodb")
              .id("a")
              .sealed("x", "{\"create\":\"x\"}", "{\"drop\":\"x\"}")
              .build();
      TestCatalog b =
          TestCatalog.on("mongodb")
              .id("b")
              .sealed("y", "{\"create\":\"y\"}", "{\"drop\":\"y\"}")
              .build();
      Migrators both = Migrators.of(List.of(a, b), catalog -> mongo.on(catalog).build());
      assertThat(both.run().keySet()).containsExactly("a", "b");
      assertThat(both.rollback().keySet()).containsExactly("b", "a");
      assertThat(both.run().values()).allMatch(result -> result.batch() == 2);
      assertThat(both.empty()).containsExactly("collection x", "collection y");
      assertThat(both.run().values()).allMatch(result -> result.batch() == 3);
      assertThat(mongo.collection("flyway_schema_history_b").countDocuments()).isEqualTo(5);
      for (Migrator migrator : both.lastFirst()) {
        assertThat(migrator.validate().problems()).isEmpty();
      }
      assertThat(mongo.collection("eloquent_lock").countDocuments()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void resumesAtTheFailedCommand(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      mongo.collection("b").insertOne(BsonDocument.parse("{_id:1}"));
      TestCatalog catalog =
          TestCatalog.on("mongodb")
              .add(
                  "two",
                  "sealed",
                  List.of("{\"create\":\"a\"}", "{\"create\":\"b\"}", "{\"create\":\"c\"}"),
                  List.of(
                      new Reverse(3, "{\"drop\":\"c\"}"),
                      new Reverse(2, "{\"drop\":\"b\"}"),
                      new Reverse(1, "{\"drop\":\"a\"}")))
              .build();
      Migrator migrator = mongo.on(catalog).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(migrator::run)
          .withMessageContaining("failed in statement 2 of 3")
          .withMessageContaining("{\"create\":\"b\"}")
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.STATEMENT));
      assertThat(migrator.status().entries().get(0).state()).isEqualTo(State.FAILED);
      assertThat(migrator.validate().valid()).isFalse();
      mongo.collection("b").drop();
      migrator.run();
      assertThat(mongo.content()).contains("collection a", "collection b", "collection c");
      assertThat(mongo.history()).containsExactly("1 MONGO false", "1 DELETE true", "1 MONGO true");
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  /** Writes documents that are equal, as soon as the collection is there. */
  private static MigrationListener writing(MongoFixture mongo) {
    return new MigrationListener() {
      @Override
      public void statementFinished(int version, int k, int of, String json, Duration duration) {
        if (k == 1) {
          mongo.collection("a").insertOne(BsonDocument.parse("{_id: 1, g: 1}"));
          mongo.collection("a").insertOne(BsonDocument.parse("{_id: 2, g: 1}"));
        }
      }
    };
  }

  private static String index(String field, String options) {
    return "{\"createIndexes\":\"a\",\"indexes\":[{\"key\":{\"%1$s\":1},\"name\":\"%1$s\"%2$s}]}"
        .formatted(field, options);
  }

  /** Where an index of a new collection fails, what is done is recorded before the failure. */
  @ParameterizedTest
  @MethodSource("databases")
  void resumesAtTheIndexThatFailed(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      TestCatalog catalog =
          TestCatalog.on("mongodb")
              .add(
                  "a",
                  "sealed",
                  List.of(
                      "{\"create\":\"a\"}",
                      index("f", ""),
                      index("g", ",\"unique\":true"),
                      index("h", "")),
                  List.of(new Reverse(1, "{\"drop\":\"a\"}")))
              .build();
      Migrator disturbed = mongo.on(catalog).listener(writing(mongo)).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(disturbed::run)
          .withMessageContaining("failed in statement 3 of 4");
      assertThat(mongo.journal())
          .containsExactly("started 1 1/4", "statement 1 2/4", "failed 1 3/4");
      mongo.collection("a").deleteOne(BsonDocument.parse("{_id: 2}"));
      Migrator migrator = mongo.on(catalog).build();
      migrator.run();
      assertThat(mongo.journal())
          .containsSequence("failed 1 3/4", "started 1 3/4", "statement 1 3/4", "applied 1 0/4");
      assertThat(mongo.content())
          .contains("  index f {\"f\": 1}", "  index g {\"g\": 1} unique", "  index h {\"h\": 1}");
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void undoesWhatRanOfAHalfAppliedVersion(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      mongo.collection("b").insertOne(BsonDocument.parse("{_id:1}"));
      TestCatalog catalog =
          TestCatalog.on("mongodb")
              .add(
                  "two",
                  "sealed",
                  List.of("{\"create\":\"a\"}", "{\"create\":\"b\"}"),
                  List.of(new Reverse(2, "{\"drop\":\"b\"}"), new Reverse(1, "{\"drop\":\"a\"}")))
              .build();
      Migrator migrator = mongo.on(catalog).build();
      assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator::run);
      migrator.rollback(RollbackOptions.step(1));
      assertThat(mongo.content()).containsExactly("collection b", ID_INDEX, "  {\"_id\": 1}");
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesOneTransactionForAll(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> migrator.run(RunOptions.ALL.withTxMode(TxMode.ALL)))
          .withMessageContaining("MongoDB's commands are in no transaction");
      assertThat(mongo.content()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void asksBeforeADraftIsUndoneAndCountsWhatIsLost(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      TestCatalog first =
          TestCatalog.on("mongodb").draft("a", "{\"create\":\"a\"}", "{\"drop\":\"a\"}").build();
      mongo.on(first).draftsAllowed(true).build().run();
      mongo.collection("a").insertOne(BsonDocument.parse("{_id:1}"));
      TestCatalog second =
          TestCatalog.on("mongodb").draft("b", "{\"create\":\"b\"}", "{\"drop\":\"b\"}").build();
      Migrator migrator = mongo.on(second).draftsAllowed(true).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(migrator::run)
          .withMessageContaining("loses data of a (1 row)");
      migrator.run(RunOptions.ALL.withRedoDraft(true));
      assertThat(mongo.content()).containsExactly("collection b", ID_INDEX);
    }
  }

  /** What this library reads and writes goes by no codec of the application's. */
  @ParameterizedTest
  @MethodSource("databases")
  void needsNoCodecOfTheClient(MongoServers.Database database) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(database.uri()))
            .codecRegistry(CodecRegistries.fromCodecs(new StringCodec()))
            .build();
    try (MongoClient client = MongoClients.create(settings);
        MongoFixture mongo = new MongoFixture(database)) {
      Migrator migrator =
          MongoMigrator.builder(client, database.name()).catalog(MongoFixture.story()).build();
      migrator.run();
      assertThat(mongo.content()).isEqualTo(AT_THE_END);
      assertThat(migrator.fresh(FreshOptions.DEFAULT).run().applied()).hasSize(4);
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }
}
