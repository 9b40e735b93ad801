package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Script;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.seal.Sealer;
import dev.eloquent.seal.VersionOpener;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions with commands for MongoDB beside those with SQL, through compiler and sealing. */
class CommandVersionsTest {
  private static final String HISTORY = "src/main/resources/db/migration/";
  private static final String USER = "@Model public class User { @Id long id; }";
  private static final String EVENT =
      "@Model(connection = \"mongo\") public class Event { @Id String id; @Index String kind; }";
  private static final String CREATE =
      "{\"create\":\"events\",\"validator\":{\"$jsonSchema\":{\"bsonType\":\"object\",\"properties\":"
          + "{\"_id\":{\"bsonType\":\"string\"},\"kind\":{\"bsonType\":[\"string\",\"null\"]}}}}}";
  private static final String INDEX =
      "{\"createIndexes\":\"events\",\"indexes\":[{\"key\":{\"kind\":1},\"name\":\"idx_kind\"}]}";

  @TempDir Path root;
  private ProjectFixture project;

  @BeforeEach
  void sealedSqlProject() {
    project = new ProjectFixture(root).model("User", USER);
    compiled("-Aeloquent.dialects=postgresql,sqlite");
    project.seal();
  }

  private Compiled compiled(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isTrue();
    return result;
  }

  private String failed(String... options) {
    Compiled result = project.compile(options);
    assertThat(result.success()).as(result.all()).isFalse();
    return String.join("\n", result.messages(Diagnostic.Kind.ERROR));
  }

  private Sealer.Request request(@Nullable String name) {
    return new Sealer.Request(project.classes(), root, "", name, false);
  }

  private LockFile lock() {
    return LockFile.parse(project.read(HISTORY + "migrations.lock"));
  }

  private List<String> files(int version) {
    SealedVersion sealed = lock().versions().get(version - 1);
    return sealed.files().stream().map(SealedFile::path).sorted().toList();
  }

  private void sealEvents() {
    project.model("Event", EVENT);
    compiled();
    Sealer.seal(request(null));
    compiled();
  }

  @Test
  void aCollectionIsSealedWithoutSqlAndTurnsMongoOn() {
    sealEvents();

    assertThat(files(2))
        .containsExactly("mongodb/V2__create_events.json", "undo/mongodb/U2__create_events.json");
    assertThat(project.read(HISTORY + "mongodb/V2__create_events.json"))
        .isEqualTo("[\n" + CREATE + ",\n" + INDEX + "\n]\n");
    assertThat(project.read(HISTORY + "undo/mongodb/U2__create_events.json"))
        .isEqualTo(
            "[\n{\"drop\":\"events\",\"comment\":\"reverse of 1; the documents of events are"
                + " lost\"}\n]\n");
    assertThat(project.read(HISTORY + "schema.json")).contains("\"mongodb\",");
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void theCompiledStatementsAreTheLinesOfTheFile() {
    sealEvents();

    MigrationCatalog catalog = project.catalog();
    CatalogVersion version = catalog.versions().get(1);
    assertThat(version.files().keySet()).containsExactly("mongodb");
    Script script = catalog.load(version).script(2, "mongodb");
    assertThat(script.up().toList()).containsExactly(CREATE, INDEX);
    assertThat(script.down().toList())
        .containsExactly(
            new Script.Reverse(
                1,
                "{\"drop\":\"events\",\"comment\":\"reverse of 1; the documents of events are"
                    + " lost\"}"));
    assertThat(catalog.head("mongodb")).isEqualTo(lock().headChain());
    assertThat(catalog.head("sqlite")).isEqualTo(lock().versions().get(0).chainHash());
  }

  @Test
  void aTableChangesWithoutMongo() {
    sealEvents();
    project.model("User", "@Model public class User { @Id long id; String name; }");
    compiled();
    Sealer.seal(request(null));
    assertThat(files(3))
        .containsExactly(
            "postgresql/V3__add_name_to_users.sql",
            "sqlite/V3__add_name_to_users.sql",
            "undo/postgresql/U3__add_name_to_users.sql",
            "undo/sqlite/U3__add_name_to_users.sql");
  }

  @Test
  void aChangedCollectionIsUnsealedInVerifyMode() {
    sealEvents();
    project.model("Event", EVENT.replace("String kind;", "String kind; String note;"));
    assertThat(failed("-Aeloquent.mode=verify"))
        .contains("not in the sealed history: column events.note is added")
        .contains("ELQ090");
  }

  @Test
  void anEmptyVersionMayBeOfMongoAlone() {
    sealEvents();
    VersionOpener.empty(request("fill_kind"));
    assertThat(project.read(HISTORY + "mongodb/V3__fill_kind.json")).isEqualTo("[\n]\n");
    assertThat(project.read(HISTORY + "undo/mongodb/U3__fill_kind.json")).isEqualTo("[\n]\n");
    String update =
        "{\"update\":\"events\",\"updates\":[{\"q\":{\"kind\":null},\"u\":{\"$set\":{\"kind\":\"x\"}},"
            + "\"multi\":true}]}";
    project.write(HISTORY + "mongodb/V3__fill_kind.json", "[\n  " + update + "\n]\n");
    for (String sql : List.of("postgresql", "sqlite")) {
      project.delete(HISTORY + sql + "/V3__fill_kind.sql");
      project.delete(HISTORY + "undo/" + sql + "/U3__fill_kind.sql");
    }
    compiled();
    Script script =
        project.catalog().load(project.catalog().versions().get(2)).script(3, "mongodb");
    assertThat(script.up().toList()).containsExactly(update);
    assertThat(script.reversible()).isTrue();
    Sealer.seal(request(null));
    assertThat(files(3))
        .containsExactly("mongodb/V3__fill_kind.json", "undo/mongodb/U3__fill_kind.json");
    compiled("-Aeloquent.mode=verify");
  }

  @Test
  void anOpenVersionWithSqlHasAllOfIt() {
    sealEvents();
    project.write(HISTORY + "sqlite/V3__rows.sql", "DELETE FROM users;\n");
    assertThat(failed()).contains("postgresql/V3__rows.sql").contains("ELQ343");
    project.write(HISTORY + "postgresql/V3__rows.sql", "DELETE FROM users;\n");
    compiled();
  }

  @Test
  void aJavaMigrationAfterCommandsIsOfTheSqlDialects() {
    sealEvents();
    project.write(
        "src/main/java/shop/Third.java",
        """
        package shop;

        import dev.eloquent.annotation.MigrationVersion;
        import dev.eloquent.migration.JavaMigration;
        import dev.eloquent.migration.MigrationContext;

        @MigrationVersion(number = 3, name = "third")
        public class Third implements JavaMigration {
          @Override
          public void up(MigrationContext context) {}
        }
        """);
    compiled();
    assertThat(project.read("target/generated-sources/annotations/shop/migrations/Migrations.java"))
        .contains("3 third open java:shop.Third - postgresql sqlite");
  }

  @Test
  void aTakenOverDraftHasTheSameCommands() {
    project.model("Event", EVENT);
    compiled();
    String drafted = project.meta("draft.mongodb.up.json");
    VersionOpener.edit(request("events_by_hand"));
    assertThat(project.read(HISTORY + "mongodb/V2__events_by_hand.json")).isEqualTo(drafted);
    assertThat(project.read(HISTORY + "open.json")).contains("\"mongodb\",");
    compiled();
    assertThat(project.index().draft()).isNull();
    Sealer.seal(request(null));
    compiled("-Aeloquent.mode=verify");
  }

  /** Commands have no header that says who wrote them, so the schema is written before them. */
  @Test
  void commandsOfAnInterruptedSealingAreNotTakenForAVersionByHand() {
    project.model("Event", EVENT);
    compiled();
    project.write(
        HISTORY + "schema.json", SchemaText.withChain(project.meta("draft.schema.json"), "0a"));
    project.write(
        HISTORY + "mongodb/V2__create_events.json", project.meta("draft.mongodb.up.json"));
    assertThat(failed())
        .contains("If make:migration was interrupted, run it again")
        .contains("ELQ876");
    Sealer.seal(request(null));
    compiled("-Aeloquent.mode=verify");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"create":"a"}, {"create":"b"} | mongodb/V2__x.json:2: column 15: this line is no JSON object
          DROP TABLE users | mongodb/V2__x.json:2: column 1: this line is no JSON object
          {"shutdown":1} | mongodb/V2__x.json:2: column 1: "shutdown" is no command of migrations
          """)
  void whatIsNoCommandIsAnErrorWithItsLine(String line, String message) {
    project.model("Event", EVENT);
    project.write(HISTORY + "mongodb/V2__x.json", "[\n" + line + "\n]\n");
    assertThat(failed()).contains(message).contains("ELQ313");
  }
}
