package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.eloquent.migration.FreshOptions;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.TestCatalog;
import dev.eloquent.migration.ValidationReport;
import dev.eloquent.testkit.MongoServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two collections: only added to, and every change by hand is named. */
class MongoHistoryTest {
  private static final Set<String> APPEND_ONLY =
      Set.of("flyway_schema_history", "eloquent_journal");
  private static final Set<String> CHANGING =
      Set.of("update", "delete", "findAndModify", "drop", "renameCollection", "collMod");

  static Stream<MongoServers.Database> databases() {
    return MongoFixture.databases();
  }

  /** Remembers each command that could change or remove a document of the two. */
  private static final class Watcher implements CommandListener {
    private final List<String> changes = new ArrayList<>();
    private int inserts;

    @Override
    public void commandStarted(CommandStartedEvent event) {
      BsonValue target = event.getCommand().get(event.getCommandName());
      boolean ours = target != null && target.isString() && isOurs(target.asString());
      if (ours && CHANGING.contains(event.getCommandName())) {
        changes.add(event.getCommand().toJson());
      }
      inserts += ours && event.getCommandName().equals("insert") ? 1 : 0;
    }

    /** Commands on the database {@code admin} name the database, too. */
    private static boolean isOurs(BsonString target) {
      String name = target.getValue();
      return APPEND_ONLY.contains(name) || APPEND_ONLY.contains(name.replaceFirst("^[^.]*\\.", ""));
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void noCommandOfOursChangesOrRemovesADocument(MongoServers.Database database) {
    Watcher watcher = new Watcher();
    try (MongoFixture mongo = new MongoFixture(database, watcher)) {
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      migrator.run();
      migrator.rollback(RollbackOptions.step(2));
      migrator.run();
      migrator.fresh(FreshOptions.DEFAULT);
      migrator.reset();
      migrator.validate();
      migrator.status();
      mongo.collection("events").insertOne(BsonDocument.parse("{_id:1}"));
      assertThatExceptionOfType(MigrationException.class).isThrownBy(migrator::run);
      mongo.collection("events").drop();
      migrator.run();
      assertThat(watcher.changes).isEmpty();
      assertThat(watcher.inserts).isGreaterThan(50);
      mongo.collection("eloquent_journal").deleteOne(BsonDocument.parse("{_id:1}"));
      assertThat(watcher.changes).as("the watcher sees what it looks for").hasSize(1);
    }
  }

  private static ValidationReport validate(MongoFixture mongo) {
    return mongo.on(MongoFixture.story()).build().validate();
  }

  private static void set(MongoFixture mongo, String collection, int id, String field, Object to) {
    BsonValue value = to instanceof Integer i ? new BsonInt32(i) : new BsonString((String) to);
    mongo
        .collection(collection)
        .updateOne(
            new BsonDocument("_id", new BsonInt32(id)),
            new BsonDocument("$set", new BsonDocument(field, value)));
  }

  private static void assertNamed(MongoFixture mongo, ValidationReport.Kind kind, String text) {
    assertThat(validate(mongo).problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(kind);
              assertThat(problem.message()).contains(text);
            });
  }

  private static void assertRefused(MongoFixture mongo) {
    Migrator migrator = mongo.on(MongoFixture.story()).build();
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.TAMPERED));
  }

  @Test
  void namesTheChangedFieldOfAnEvent() {
    try (MongoFixture mongo = applied()) {
      set(mongo, "eloquent_journal", 2, "actor", "somebody else");
      assertNamed(mongo, ValidationReport.Kind.CHANGED, "event 2 (applied, version 1) was changed");
    }
  }

  @Test
  void namesADeletedEvent() {
    try (MongoFixture mongo = applied()) {
      mongo.collection("eloquent_journal").deleteOne(BsonDocument.parse("{_id:4}"));
      assertNamed(mongo, ValidationReport.Kind.DELETED, "event 4 deleted");
    }
  }

  @Test
  void namesTheChangedFieldOfARow() {
    try (MongoFixture mongo = applied()) {
      set(mongo, "flyway_schema_history", 2, "checksum", 7);
      assertNamed(mongo, ValidationReport.Kind.CHANGED, "row 2 (version 2, MONGO) was changed");
      set(mongo, "flyway_schema_history", 2, "script", "V2__other.json");
      assertRefused(mongo);
    }
  }

  @Test
  void namesAChangeToAnotherType() {
    try (MongoFixture mongo = applied()) {
      set(mongo, "flyway_schema_history", 2, "installed_on", "yesterday");
      assertNamed(mongo, ValidationReport.Kind.CHANGED, "installed_on is yesterday, was 20");
    }
  }

  @Test
  void namesADeletedRowAndRefusesToRunItAgain() {
    try (MongoFixture mongo = applied()) {
      mongo.collection("flyway_schema_history").deleteOne(BsonDocument.parse("{_id:2}"));
      assertNamed(mongo, ValidationReport.Kind.DELETED, "row 2 (version 2, MONGO) was deleted");
      assertRefused(mongo);
    }
  }

  @Test
  void namesARowThatWasMadeByHandAndTakesNoneOver() {
    try (MongoFixture mongo = applied()) {
      BsonDocument row =
          mongo.collection("flyway_schema_history").find(BsonDocument.parse("{_id:4}")).first();
      assertThat(row).isNotNull();
      row.put("_id", new BsonInt32(5));
      row.put("version", new BsonString("5"));
      mongo.collection("flyway_schema_history").insertOne(row);
      assertNamed(
          mongo, ValidationReport.Kind.INSERTED, "row 5 (V4__events_to_logs.json) is in no");
      assertRefused(mongo);
    }
  }

  @Test
  void namesADocumentThatIsNoRow() {
    try (MongoFixture mongo = applied()) {
      mongo.collection("flyway_schema_history").insertOne(BsonDocument.parse("{_id:'x'}"));
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> validate(mongo))
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.HISTORY_TABLE))
          .withMessageContaining("BsonString{value='x'} was not written by this library");
    }
  }

  @Test
  void bothEndsCutOffAreFoundByAnEarlierHead() {
    try (MongoFixture mongo = applied()) {
      String head = validate(mongo).head();
      mongo.collection("flyway_schema_history").deleteOne(BsonDocument.parse("{_id:4}"));
      mongo.collection("eloquent_journal").deleteMany(BsonDocument.parse("{_id:{$gt:7}}"));
      Migrator migrator = mongo.on(MongoFixture.story()).build();
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(migrator.validate(head).problems())
          .extracting(ValidationReport.Problem::kind)
          .containsExactly(ValidationReport.Kind.HEAD);
    }
  }

  @Test
  void theNewestRowComesBackFromTheJournalAndNotInSilence() {
    try (MongoFixture mongo = applied()) {
      mongo.collection("flyway_schema_history").deleteOne(BsonDocument.parse("{_id:4}"));
      assertNamed(
          mongo, ValidationReport.Kind.UNFINISHED, "row 4 of version 4 is in the journal's");
      List<String> warnings = new ArrayList<>();
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void warning(String message) {
              warnings.add(message);
            }
          };
      mongo.on(MongoFixture.story()).listener(listener).build().run();
      assertThat(warnings).singleElement().asString().startsWith("Row 4 of flyway_schema_history");
      assertThat(mongo.history()).hasSize(4);
      assertThat(validate(mongo).problems()).isEmpty();
    }
  }

  private static TestCatalog collections(int count) {
    TestCatalog.Builder many = TestCatalog.on("mongodb");
    for (int i = 1; i <= count; i++) {
      many.sealed("c" + i, "{\"create\":\"c" + i + "\"}", "{\"drop\":\"c" + i + "\"}");
    }
    return many.build();
  }

  private static void deleteRowsFrom(MongoFixture mongo, int rank) {
    BsonDocument newest = BsonDocument.parse("{_id: {$gte: " + rank + "}}");
    mongo.collection("flyway_schema_history").deleteMany(newest);
  }

  /** As many as a migrator keeps back, which a kill takes with it. */
  @Test
  void completesAllRowsThatAKilledRunKeptBack() {
    TestCatalog catalog = collections(40);
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      mongo.on(catalog).build().run();
      List<String> documents = mongo.documents("flyway_schema_history");
      deleteRowsFrom(mongo, 9);
      assertThat(mongo.on(catalog).build().validate().problems())
          .hasSize(32)
          .allSatisfy(p -> assertThat(p.kind()).isEqualTo(ValidationReport.Kind.UNFINISHED));
      List<String> warnings = new ArrayList<>();
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void warning(String message) {
              warnings.add(message);
            }
          };
      mongo.on(catalog).listener(listener).build().run();
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith("Rows 9 to 40 of flyway_schema_history were missing");
      assertThat(mongo.documents("flyway_schema_history")).isEqualTo(documents);
      assertThat(mongo.on(catalog).build().validate().problems()).isEmpty();
    }
  }

  @Test
  void refusesWhereMoreRowsAreMissingThanAreEverKeptBack() {
    TestCatalog catalog = collections(40);
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      mongo.on(catalog).build().run();
      deleteRowsFrom(mongo, 8);
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> mongo.on(catalog).build().run())
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.TAMPERED));
      assertThat(mongo.history()).as("nothing is written").hasSize(7);
      assertThat(mongo.on(catalog).build().validate().problems())
          .hasSize(33)
          .allSatisfy(p -> assertThat(p.kind()).isEqualTo(ValidationReport.Kind.DELETED));
    }
  }

  /** A batch of rows and their events, of which each write has its bound. */
  @Test
  void writesARowForEachOfManyVersions() {
    TestCatalog catalog = collections(100);
    Watcher watcher = new Watcher();
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded(), watcher)) {
      mongo.on(catalog).build().run();
      assertThat(mongo.history()).hasSize(100);
      assertThat(mongo.journal()).hasSize(200);
      // 101 of events, since the end of one version and the beginning of the next are one.
      assertThat(watcher.inserts).isBetween(101 + 4, 101 + 100);
      mongo.on(catalog).build().reset();
      assertThat(mongo.history()).hasSize(200);
      assertThat(mongo.on(catalog).build().validate().problems()).isEmpty();
    }
  }

  /** A run after a part of it shows that the chain goes on over processes. */
  private static MongoFixture applied() {
    MongoFixture mongo = new MongoFixture(MongoServers.embedded());
    mongo.on(MongoFixture.story()).build().run(RunOptions.ALL.withTo(2));
    mongo.on(MongoFixture.story()).build().run();
    assertThat(validate(mongo).problems()).isEmpty();
    return mongo;
  }

  /** Readers never take a lock, and a run may be at any point between two of their queries. */
  @Test
  void whoReadsWhileAMigratorWorksFindsNothingWrong() throws Exception {
    TestCatalog catalog = collections(100);
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      Thread running = new Thread(() -> mongo.on(catalog).build().run());
      running.start();
      int reads = 0;
      do {
        for (ValidationReport.Problem problem : mongo.on(catalog).build().validate().problems()) {
          assertThat(problem.kind()).isEqualTo(ValidationReport.Kind.UNFINISHED);
        }
        reads++;
      } while (running.isAlive());
      running.join();
      assertThat(reads).isPositive();
      assertThat(mongo.on(catalog).build().validate().problems()).isEmpty();
    }
  }
}
