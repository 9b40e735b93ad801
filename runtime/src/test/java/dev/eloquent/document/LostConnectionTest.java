package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eloquent.document.CutLink.Fault;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.testkit.MongoServers;
import java.net.URI;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A connection that breaks once, in what this library reads or writes for itself, stops nothing; in
 * a version's command, or with a server that refuses once, the next run goes on.
 */
class LostConnectionTest {
  private static final String EXPIRED =
      "{_id: 'flyway_schema_history', owner: 'gone', token: 'old', expires_at: {$date: 0}}";

  private static CutLink cut(MongoServers.Database database, Fault fault, String... words)
      throws Exception {
    return new CutLink(URI.create(database.uri()).getPort(), fault, words);
  }

  private static MongoFixture through(CutLink link, MongoServers.Database database) {
    int port = URI.create(database.uri()).getPort();
    String uri = database.uri().replace(":" + port, ":" + link.port());
    return new MongoFixture(new MongoServers.Database(uri, database.name(), true));
  }

  /** What a run, or a rollback, that nothing disturbs leaves behind. */
  private record Outcome(List<String> content, List<String> history) {
    static Outcome of(MongoFixture mongo) {
      return new Outcome(mongo.content(), mongo.history());
    }
  }

  private static void work(MongoFixture mongo, boolean forward) {
    Migrator migrator = mongo.on(MongoFixture.story()).build();
    if (forward) {
      migrator.run();
    } else {
      migrator.rollback(RollbackOptions.all());
    }
  }

  /** Whether there was such a message. */
  private static boolean cutAt(int n, Fault fault, boolean forward, Outcome expected)
      throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    int port = URI.create(database.uri()).getPort();
    // All of the driver's messages but those by which it watches the server.
    try (CutLink link = new CutLink(port, fault, n, "$db");
        MongoFixture direct = new MongoFixture(database)) {
      if (!forward) {
        work(direct, true);
      }
      boolean failed = false;
      try (MongoFixture mongo = through(link, database)) {
        work(mongo, forward);
      } catch (MigrationException e) {
        failed = true;
        assertThat(e.problem())
            .as(link.cut())
            .isIn(MigrationProblem.STATEMENT, MigrationProblem.UNDO_STATEMENT);
        assertThat(link.cut()).doesNotContain("eloquent_", "flyway_");
      }
      assertThat(direct.collection("eloquent_lock").countDocuments()).as(link.cut()).isZero();
      if (failed) {
        work(direct, forward);
      }
      assertThat(Outcome.of(direct)).as(link.cut()).isEqualTo(expected);
      assertThat(direct.on(MongoFixture.story()).build().validate().problems())
          .as(link.cut())
          .isEmpty();
      return link.wasCut();
    }
  }

  private static int cutEverywhere(Fault fault, boolean forward) throws Exception {
    Outcome expected;
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      work(mongo, true);
      if (!forward) {
        work(mongo, false);
      }
      expected = Outcome.of(mongo);
    }
    int n = 1;
    while (cutAt(n, fault, forward, expected)) {
      n++;
    }
    return n - 1;
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "UNANSWERED"})
  void aRunGoesOnOrIsFinishedByTheNextWhereverItIsCut(Fault fault) throws Exception {
    assertThat(cutEverywhere(fault, true)).isGreaterThan(25);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "UNANSWERED"})
  void aRollbackGoesOnOrIsFinishedByTheNextWhereverItIsCut(Fault fault) throws Exception {
    assertThat(cutEverywhere(fault, false)).isGreaterThan(25);
  }

  /** The server may still work on what a connection carried that is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"chain_hash", "installed_by", "acquired_at"})
  void whatIsInsertedTwiceIsNotAnotherMigrators(String field) throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (CutLink link = cut(database, Fault.LATE, "insert", field);
        MongoFixture mongo = through(link, database)) {
      mongo.on(MongoFixture.story()).build().run();
      assertThat(link.wasCut()).isTrue();
      assertThat(mongo.history()).hasSize(4);
      assertThat(mongo.on(MongoFixture.story()).build().validate().problems()).isEmpty();
    }
  }

  /** That a row or an event is not written says nothing of the version. */
  private static void refuseAt(int n, String field, String collection, boolean forward)
      throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    int port = URI.create(database.uri()).getPort();
    try (CutLink link = new CutLink(port, Fault.REFUSED, n, "insert", field);
        MongoFixture direct = new MongoFixture(database)) {
      if (!forward) {
        work(direct, true);
      }
      try (MongoFixture mongo = through(link, database)) {
        assertThatExceptionOfType(MigrationException.class)
            .isThrownBy(() -> work(mongo, forward))
            .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.DATABASE))
            .withMessageContaining("insert into " + collection);
      }
      work(direct, forward);
      assertThat(direct.content().isEmpty()).isEqualTo(!forward);
      assertThat(direct.on(MongoFixture.story()).build().validate().problems())
          .as(collection + " " + n)
          .isEmpty();
    }
  }

  @Test
  void aRowThatIsRefusedOnceMakesNoVersionAFailedOne() throws Exception {
    refuseAt(1, "installed_by", "flyway_schema_history", true);
    for (int n = 1; n <= 4; n++) {
      refuseAt(n, "installed_by", "flyway_schema_history", false);
    }
  }

  @Test
  void anEventThatIsRefusedOnceMakesNoCommandAFailedOne() throws Exception {
    for (int n = 1; n <= 8; n++) {
      refuseAt(n, "chain_hash", "eloquent_journal", true);
      refuseAt(n, "chain_hash", "eloquent_journal", false);
    }
  }

  @Test
  void aLeaseThatWasTakenOverWithoutAnAnswerIsOurs() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (CutLink link = cut(database, Fault.UNANSWERED, "update", "eloquent_lock", "acquired_at");
        MongoFixture mongo = through(link, database)) {
      mongo.collection("eloquent_lock").insertOne(BsonDocument.parse(EXPIRED));
      mongo.on(MongoFixture.story()).build().run();
      assertThat(link.wasCut()).isTrue();
      assertThat(mongo.history()).hasSize(4);
    }
  }

  /** Nobody knows whether it took effect, and the next run finds out. */
  @Test
  void aCommandOfAVersionIsNotSentAgain() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (CutLink link =
            cut(database, Fault.UNANSWERED, "renameCollection", database.name() + ".events");
        MongoFixture mongo = through(link, database)) {
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> mongo.on(MongoFixture.story()).build().run());
      assertThat(mongo.history())
          .isEqualTo(List.of("1 MONGO true", "2 MONGO true", "3 MONGO true"));
      mongo.on(MongoFixture.story()).build().run();
      assertThat(mongo.history()).hasSize(4);
      assertThat(mongo.on(MongoFixture.story()).build().validate().problems()).isEmpty();
    }
  }
}
