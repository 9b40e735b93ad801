package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.eloquent.document.MongoMigrator;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.testkit.MongoServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From annotated classes to a server of MongoDB's and back, with nothing in between by hand. */
class MongoReplayTest {
  private static final String FIELDS = "@Id String id; %sString kind; %sString note;";

  @TempDir Path root;

  private static String model(String attributes, String kind, String note) {
    return "@Model(connection = \"mongo\""
        + attributes
        + ") public class Event { "
        + FIELDS.formatted(kind, note)
        + " }";
  }

  private static Migrator migrator(
      MongoClient client, MongoServers.Database server, ProjectFixture project) {
    return MongoMigrator.builder(client, server.name()).catalog(project.catalog()).build();
  }

  private static List<String> indexes(MongoDatabase database, String collection) {
    List<String> names = new ArrayList<>();
    database.getCollection(collection).listIndexes().forEach(i -> names.add(i.getString("name")));
    return names.stream().sorted().toList();
  }

  @Test
  void whatIsDraftedRunsAndGoesBack() {
    MongoServers.Database server = MongoServers.embedded();
    ProjectFixture project = new ProjectFixture(root);
    project.model("Event", model("", "@Index ", ""));
    seal(project);
    try (MongoClient client = MongoClients.create(server.uri())) {
      MongoDatabase database = client.getDatabase(server.name());
      migrator(client, server, project).run();
      assertThat(indexes(database, "events")).containsExactly("_id_", "idx_kind");
      Document event = new Document("_id", "1").append("kind", "a").append("note", "b");
      database.getCollection("events").insertOne(event);

      project.model(
          "Event", model(", table = \"happenings\", renamedFrom = \"events\"", "", "@Index "));
      seal(project);
      migrator(client, server, project).run();
      assertThat(indexes(database, "happenings")).containsExactly("_id_", "idx_note");
      assertThat(database.getCollection("happenings").find()).containsExactly(event);
      assertThat(migrator(client, server, project).validate().problems()).isEmpty();

      migrator(client, server, project).rollback(RollbackOptions.newestBatch());
      assertThat(indexes(database, "events")).containsExactly("_id_", "idx_kind");
      assertThat(database.getCollection("events").find()).containsExactly(event);
      migrator(client, server, project).rollback(RollbackOptions.newestBatch());
      assertThat(database.listCollectionNames())
          .containsExactlyInAnyOrder("eloquent_journal", "eloquent_lock", "flyway_schema_history");
      assertThat(migrator(client, server, project).validate().problems()).isEmpty();
    }
  }

  private static void seal(ProjectFixture project) {
    Compiled first = project.compile();
    assertThat(first.success()).as(first.all()).isTrue();
    project.seal();
    Compiled sealed = project.compile();
    assertThat(sealed.success()).as(sealed.all()).isTrue();
  }
}
