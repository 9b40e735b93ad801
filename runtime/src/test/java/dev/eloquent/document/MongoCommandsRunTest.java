package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.Resume;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.StatusReport.State;
import dev.eloquent.migration.TestCatalog;
import dev.eloquent.testkit.MongoServers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single commands: updates in parts, commands in doubt, and what only a real server knows. */
class MongoCommandsRunTest {
  private static final String RENAME =
      "{\"update\":\"a\",\"updates\":[{\"q\":{\"old\":{\"$exists\":true}},"
          + "\"u\":{\"$rename\":{\"old\":\"new\"}},\"multi\":true}]}";
  private static final String INCREMENT =
      "{\"update\":\"a\",\"updates\":[{\"q\":{},\"u\":{\"$inc\":{\"n\":1}},\"multi\":true}]}";

  static Stream<MongoServers.Database> databases() {
    return MongoFixture.databases();
  }

  private static TestCatalog catalog(String up, String down) {
    return TestCatalog.on("mongodb").sealed("a", up, down).build();
  }

  /** Remembers how many documents each update names, and stops at one of them. */
  private static final class Updates implements CommandListener {
    private final List<Integer> sizes = new ArrayList<>();
    private int stopAt;

    @Override
    public void commandStarted(CommandStartedEvent event) {
      BsonDocument command = event.getCommand();
      if (event.getCommandName().equals("update")
          && command.getString("update").getValue().equals("a")) {
        BsonDocument q = command.getArray("updates").get(0).asDocument().getDocument("q");
        BsonDocument ids = q.getArray("$and").get(0).asDocument().getDocument("_id");
        sizes.add(ids.getArray("$in").size());
        if (sizes.size() == stopAt) {
          stopAt = 0;
          throw new Stop();
        }
      }
    }
  }

  /** Ends a run as a kill would: nothing catches it. */
  private static final class Stop extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Keys of three types, which a comparison with the last one would not go through. */
  private static void insert(MongoFixture mongo, int documents) {
    List<BsonDocument> all = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      BsonValue id =
          switch (i % 3) {
            case 0 -> new BsonInt32(i);
            case 1 -> new BsonString("id-" + i);
            default -> new BsonObjectId(new ObjectId());
          };
      all.add(new BsonDocument("_id", id).append("old", new BsonInt32(i)));
    }
    mongo.collection("a").insertMany(all);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anUpdateOfManyDocumentsRunsInParts(MongoServers.Database database) {
    Updates updates = new Updates();
    try (MongoFixture mongo = new MongoFixture(database, updates)) {
      insert(mongo, 2_500);
      mongo.collection("a").insertOne(BsonDocument.parse("{_id:'other',x:1}"));
      mongo.on(catalog(RENAME, RENAME)).build().run();
      assertThat(updates.sizes).containsExactly(1_000, 1_000, 500);
      assertThat(mongo.collection("a").countDocuments(BsonDocument.parse("{new:{$exists:true}}")))
          .isEqualTo(2_500);
      assertThat(mongo.collection("a").countDocuments(BsonDocument.parse("{old:{$exists:true}}")))
          .isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anUpdateThatIsCutOffBetweenItsPartsGoesOn(MongoServers.Database database) {
    Updates updates = new Updates();
    try (MongoFixture mongo = new MongoFixture(database, updates)) {
      insert(mongo, 2_500);
      updates.stopAt = 2;
      Migrator migrator = mongo.on(catalog(RENAME, RENAME)).build();
      assertThatExceptionOfType(Stop.class).isThrownBy(migrator::run);
      assertThat(mongo.collection("a").countDocuments(BsonDocument.parse("{old:{$exists:true}}")))
          .isEqualTo(1_500);
      migrator.run();
      assertThat(updates.sizes).containsExactly(1_000, 1_000, 1_000, 500);
      assertThat(mongo.collection("a").countDocuments(BsonDocument.parse("{new:{$exists:true}}")))
          .isEqualTo(2_500);
      assertThat(mongo.history()).containsExactly("1 MONGO true");
    }
  }

  /** Stops behind an update whose second time would be another one. */
  private static final class AfterIncrement implements CommandListener {
    private int request = -1;
    private boolean armed = true;

    @Override
    public void commandStarted(CommandStartedEvent event) {
      boolean update = event.getCommandName().equals("update");
      if (armed && update && event.getCommand().getString("update").getValue().equals("a")) {
        request = event.getRequestId();
        armed = false;
      }
    }

    @Override
    public void commandSucceeded(com.mongodb.event.CommandSucceededEvent event) {
      if (event.getRequestId() == request) {
        throw new Stop();
      }
    }
  }

  @Test
  void aCommandThatMayNotBeRepeatedIsAskedAbout() {
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded(), new AfterIncrement())) {
      mongo.collection("a").insertOne(BsonDocument.parse("{_id:1,n:0}"));
      Migrator migrator = mongo.on(catalog(INCREMENT, INCREMENT)).build();
      assertThatExceptionOfType(Throwable.class).isThrownBy(migrator::run);
      assertThat(mongo.documents("a")).containsExactly("{\"_id\": 1, \"n\": 1}");
      assertThat(migrator.status().entries().get(0).state()).isEqualTo(State.IN_DOUBT);
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(migrator::run)
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.IN_DOUBT))
          .withMessageContaining(INCREMENT);
      migrator.resume(Resume.ASSUME_DONE);
      assertThat(mongo.documents("a")).containsExactly("{\"_id\": 1, \"n\": 1}");
      assertThat(mongo.history()).containsExactly("1 MONGO true");
      assertThat(mongo.journal())
          .containsExactly("started 1 1/1", "forced 1 1/1", "started 1 2/1", "applied 1 0/1");
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anInsertThatStoppedHalfWayGoesOnBehindWhatIsThere(MongoServers.Database database) {
    try (MongoFixture mongo = new MongoFixture(database)) {
      mongo.collection("a").insertOne(BsonDocument.parse("{_id:2,x:'by hand'}"));
      String insert =
          "{\"insert\":\"a\",\"documents\":[{\"_id\":1,\"x\":1},{\"_id\":2,\"x\":2},"
              + "{\"_id\":3,\"x\":3}],\"ordered\":true}";
      String delete =
          "{\"delete\":\"a\",\"deletes\":[{\"q\":{\"_id\":{\"$in\":[1,2,3]}},\"limit\":0}]}";
      Migrator migrator = mongo.on(catalog(insert, delete)).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(migrator::run)
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.STATEMENT));
      mongo.collection("a").deleteOne(BsonDocument.parse("{_id:2}"));
      migrator.run();
      assertThat(mongo.documents("a"))
          .containsExactly(
              "{\"_id\": 1, \"x\": 1}", "{\"_id\": 2, \"x\": 2}", "{\"_id\": 3, \"x\": 3}");
      migrator.rollback(RollbackOptions.all());
      assertThat(mongo.documents("a")).isEmpty();
    }
  }

  private static MongoServers.Database real(String what) {
    MongoServers.Database real = MongoServers.real();
    assumeTrue(
        real != null, "MONGO_TEST_URI is not set, and the server in this JVM has no " + what);
    return java.util.Objects.requireNonNull(real);
  }

  @Test
  void aValidatorIsTightenedAndRelaxed() {
    try (MongoFixture mongo = new MongoFixture(real("collMod and enforces no validators"))) {
      String schema = "{\"$jsonSchema\":{\"bsonType\":\"object\",\"required\":[\"x\"]}}";
      TestCatalog catalog =
          TestCatalog.on("mongodb")
              .sealed("a", "{\"create\":\"a\",\"validator\":" + schema + "}", "{\"drop\":\"a\"}")
              .sealed(
                  "relax",
                  "{\"collMod\":\"a\",\"validator\":{}}",
                  "{\"collMod\":\"a\",\"validator\":" + schema + "}")
              .build();
      Migrator migrator = mongo.on(catalog).build();
      migrator.run();
      mongo.collection("a").insertOne(BsonDocument.parse("{_id:1}"));
      migrator.rollback(RollbackOptions.step(1));
      assertThatExceptionOfType(com.mongodb.MongoWriteException.class)
          .isThrownBy(() -> mongo.collection("a").insertOne(BsonDocument.parse("{_id:2}")));
    }
  }

  @Test
  void aCollectionThatWasCreatedBeforeTheKillIsKnownByItsOptions() {
    try (MongoFixture mongo = new MongoFixture(real("list of a collection's options"))) {
      String create =
          "{\"create\":\"a\",\"validator\":{\"$jsonSchema\":{\"bsonType\":\"object\"}},"
              + "\"collation\":{\"locale\":\"en\"}}";
      mongo.mongo().runCommand(BsonDocument.parse(create));
      List<BsonDocument> listed =
          mongo.mongo().listCollections(BsonDocument.class).into(new ArrayList<>());
      assertThat(Options.same(BsonDocument.parse(create), listed.get(0).getDocument("options")))
          .isTrue();
    }
  }
}
