package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.testkit.MongoServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServerTest {
  static Stream<MongoServers.Database> databases() {
    return MongoFixture.databases();
  }

  /** Somebody's own {@code _id} of another type is found, too, wherever it stands. */
  @ParameterizedTest
  @MethodSource("databases")
  void findsAllDocumentsOverSeveralPagesInOrder(MongoServers.Database database) throws Exception {
    try (MongoFixture mongo = new MongoFixture(database)) {
      List<BsonValue> ids = new ArrayList<>();
      for (int i = 1; i <= 2_000; i++) {
        ids.add(new BsonInt32(i));
      }
      ids.add(new BsonString("x"));
      Server server = new Server(mongo.client(), database.name());
      List<BsonDocument> documents =
          ids.stream().map(id -> new BsonDocument("_id", id).append("a", id)).toList();
      server.insert("many", documents.subList(1_000, 2_001));
      server.insert("many", documents.subList(0, 1_000));
      BsonDocument all = new BsonDocument();
      assertThat(server.findAll("many", all, all)).isEqualTo(documents);
      assertThat(server.findAll("none", all, all)).isEmpty();
      assertThat(server.present(Set.of("many", "none"))).containsExactly("many");
    }
  }
}
