package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.testkit.MongoServers;
import java.net.URI;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A connection that breaks once, in what this library reads or writes for itself, stops nothing.
 */
class LostConnectionTest {
  private static final String EXPIRED =
      "{_id: 'flyway_schema_history', owner: 'gone', token: 'old', expires_at: {$date: 0}}";

  private static CutLink cut(MongoServers.Database database, boolean arrives, String... words)
      throws Exception {
    return new CutLink(URI.create(database.uri()).getPort(), arrives, words);
  }

  private static MongoFixture through(CutLink link, MongoServers.Database database) {
    int port = URI.create(database.uri()).getPort();
    String uri = database.uri().replace(":" + port, ":" + link.port());
    return new MongoFixture(new MongoServers.Database(uri, database.name(), true));
  }

  @ParameterizedTest
  @CsvSource({
    "find, flyway_schema_history",
    "find, eloquent_journal",
    "insert, eloquent_journal",
    "insert, flyway_schema_history",
    "insert, eloquent_lock",
    "update, eloquent_lock",
    "delete, eloquent_lock",
    "listCollections, eloquent_journal"
  })
  void goesOn(String command, String collection) throws Exception {
    for (boolean arrives : new boolean[] {false, true}) {
      MongoServers.Database database = MongoServers.embedded();
      try (CutLink link = cut(database, arrives, command, collection);
          MongoFixture mongo = through(link, database)) {
        mongo.on(MongoFixture.story()).build().run();
        assertThat(link.wasCut()).isTrue();
        assertThat(mongo.history())
            .containsExactly("1 MONGO true", "2 MONGO true", "3 MONGO true", "4 MONGO true");
        assertThat(mongo.on(MongoFixture.story()).build().validate().problems()).isEmpty();
        assertThat(mongo.collection("eloquent_lock").countDocuments()).isZero();
      }
    }
  }

  @Test
  void aLeaseThatWasTakenOverWithoutAnAnswerIsOurs() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (CutLink link = cut(database, true, "update", "eloquent_lock", "acquired_at");
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
    try (CutLink link = cut(database, true, "renameCollection", database.name() + ".events");
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
