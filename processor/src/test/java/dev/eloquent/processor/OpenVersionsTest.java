package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.seal.Resealer;
import dev.eloquent.seal.SealException;
import dev.eloquent.seal.SealTarget;
import dev.eloquent.seal.Sealer;
import dev.eloquent.seal.VersionOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions written by hand, from their files through the compiler to the lock file. */
class OpenVersionsTest {
  private static final String USER = "@Model public class User { @Id long id; String name; }";
  private static final String USER_WITH_EMAIL =
      "@Model public class User { @Id long id; String name; String email; }";
  private static final String HISTORY = "src/main/resources/db/migration/";
  private static final List<String> DIALECTS = List.of("mysql", "postgresql", "sqlite");

  @TempDir Path root;
  private ProjectFixture project;

  @BeforeEach
  void sealedProject() {
    project = new ProjectFixture(root);
    project.model("User", USER);
    compiled();
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

  private void byHand(int version, String name, String sql) {
    for (String dialect : DIALECTS) {
      project.write(HISTORY + FileNames.migration(dialect, version, name), sql);
    }
  }

  private Sealer.Request request(@Nullable String name) {
    return new Sealer.Request(project.classes(), root, "", name, false);
  }

  private LockFile lock() {
    return LockFile.parse(project.read(HISTORY + FileNames.LOCK));
  }

  private String generated(String name) {
    return project.read("target/generated-sources/annotations/shop/migrations/" + name + ".java");
  }

  @Test
  void compileLikeADraftAndTheDraftFollowsThem() {
    byHand(2, "name_all", "UPDATE users SET name = 'x';\n");
    project.write(HISTORY + "undo/sqlite/U2__name_all.sql", "UPDATE users SET name = NULL;\n");
    byHand(3, "delete_all", "DELETE FROM users;\n");
    project.model("User", USER_WITH_EMAIL);

    Compiled result = compiled();

    assertThat(result.messages(Diagnostic.Kind.NOTE))
        .anyMatch(m -> m.contains("V2 name_all, V3 delete_all"))
        .anyMatch(m -> m.contains("draft V4 add_email_to_users"));
    assertThat(generated("V2__NameAll"))
        .contains("UPDATE users SET name = 'x'")
        .contains("UPDATE users SET name = NULL")
        .contains("POSTGRESQL_IRREVERSIBLE")
        .doesNotContain("SQLITE_IRREVERSIBLE");
    assertThat(generated("Migrations"))
        .contains("2 name_all open V2__NameAll - ")
        .contains("3 delete_all open V3__DeleteAll - ")
        .contains("4 add_email_to_users draft V4__AddEmailToUsers - ");
    DraftIndex index = project.index();
    assertThat(index.openVersions())
        .extracting(DraftIndex.OpenVersion::name)
        .containsExactly("name_all", "delete_all");
    assertThat(Objects.requireNonNull(index.draft()).version()).isEqualTo(4);
    assertThat(index.dialects()).isEqualTo(DIALECTS);
  }

  @Test
  void anEmptyVersionIsOpenedFilledAndSealedInFrontOfTheDraft() {
    project.model("User", USER_WITH_EMAIL);
    compiled();

    VersionOpener.Opened opened = VersionOpener.empty(request("name_all"));
    assertThat(opened.version()).isEqualTo(2);
    assertThat(opened.paths()).hasSize(6);
    compiled();
    assertThat(Objects.requireNonNull(project.index().draft()).version()).isEqualTo(3);
    byHand(2, "name_all", "UPDATE users SET name = 'x';\n");
    compiled();
    Sealer.Sealed sealed = Sealer.seal(request("with_email"));

    assertThat(sealed.versions())
        .extracting(SealedVersion::name)
        .containsExactly("name_all", "with_email");
    assertThat(lock().versions())
        .extracting(SealedVersion::kind)
        .containsExactly(Kind.GENERATED, Kind.HAND, Kind.GENERATED);
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
    assertThat(project.index().open()).isNull();
  }

  @Test
  void aVersionOfRowsAloneLeavesTheSchemaAsItWas() {
    String before = project.read(HISTORY + "schema.json");
    byHand(2, "name_all", "UPDATE users SET name = 'x';\n");
    compiled();
    Sealer.seal(request(null));
    assertThat(project.read(HISTORY + "schema.json").replaceFirst("\"chain\": \"[^\"]*\"", ""))
        .isEqualTo(before.replaceFirst("\"chain\": \"[^\"]*\"", ""));
    assertThat(lock().versions().get(1).schemaHash())
        .isEqualTo(lock().versions().get(0).schemaHash());
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void aTakenOverDraftIsComparedWithWhereItEnds() {
    project.model("User", USER_WITH_EMAIL);
    compiled();
    VersionOpener.edit(request("with_email"));
    assertThat(project.read(HISTORY + "sqlite/V2__with_email.sql"))
        .startsWith("-- V2 for SQLite, drafted by Eloquent Migrations and taken over by hand.\n")
        .contains("ADD COLUMN email");
    assertThat(project.read(HISTORY + "open.json")).contains("\"chain\": \"2\"");

    compiled();
    assertThat(project.index().draft()).isNull();
    project.model(
        "User",
        "@Model public class User { @Id long id; String name; String email; String phone; }");
    compiled();
    assertThat(Objects.requireNonNull(project.index().draft()).name())
        .isEqualTo("add_phone_to_users");
    Sealer.seal(request(null));

    assertThat(Files.exists(project.history().resolve("open.json"))).isFalse();
    assertThat(lock().versions())
        .extracting(SealedVersion::name)
        .containsExactly("create_users", "with_email", "add_phone_to_users");
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void aTakenOverDraftThatIsDeletedIsDraftedAgain() {
    project.model("User", USER_WITH_EMAIL);
    compiled();
    VersionOpener.edit(request(null)).paths().forEach(path -> project.delete(HISTORY + path));
    compiled();
    assertThat(Objects.requireNonNull(project.index().draft()).name())
        .isEqualTo("add_email_to_users");
  }

  @Test
  void aHistoryMayBeginWithAVersionByHand() {
    ProjectFixture fresh = new ProjectFixture(root.resolve("fresh"));
    fresh.model("User", USER);
    fresh.compile();
    VersionOpener.empty(new Sealer.Request(fresh.classes(), fresh.root(), "", "extensions", false));
    Compiled second = fresh.compile();
    assertThat(second.success()).as(second.all()).isTrue();
    assertThat(Objects.requireNonNull(fresh.index().draft()).version()).isEqualTo(2);
    Sealer.seal(new Sealer.Request(fresh.classes(), fresh.root(), "", null, false));
    Compiled third = fresh.compile("-Aeloquent.mode=verify");
    assertThat(third.diagnostics()).isEmpty();
  }

  @Test
  void areErrorsInVerifyMode() {
    byHand(2, "name_all", "UPDATE users SET name = 'x';\n");
    assertThat(failed("-Aeloquent.mode=verify"))
        .contains("the open version V2 name_all")
        .contains("ELQ090");
  }

  @Test
  void numbersGoOnWithoutAGap() {
    byHand(3, "late", "SELECT 1;\n");
    assertThat(failed()).contains("mysql/V3__late.sql").contains("V2").contains("ELQ341");
  }

  @Test
  void aNumberThatIsSealedIsRefused() {
    byHand(1, "early", "SELECT 1;\n");
    assertThat(failed())
        .contains("sqlite/V1__early.sql")
        .contains("numbered on from 2")
        .contains("ELQ310");
  }

  @Test
  void twoVersionsOfOneNumberAreRefused() {
    byHand(2, "mine", "SELECT 1;\n");
    byHand(2, "theirs", "SELECT 2;\n");
    assertThat(failed())
        .contains("mysql/V2__theirs.sql")
        .contains("beside mysql/V2__mine.sql")
        .contains("ELQ342");
  }

  @Test
  void aFileForEveryDialectAndNoOther() {
    byHand(2, "mine", "SELECT 1;\n");
    project.delete(HISTORY + "postgresql/V2__mine.sql");
    assertThat(failed()).contains("postgresql/V2__mine.sql: is missing").contains("ELQ343");
    project.write(HISTORY + "postgresql/V2__mine.sql", "SELECT 1;\n");
    project.write(HISTORY + "oracle/V2__mine.sql", "SELECT 1;\n");
    assertThat(failed()).contains("oracle/V2__mine.sql").contains("ELQ344");
    project.delete(HISTORY + "oracle/V2__mine.sql");
    project.delete(HISTORY + "mysql/V2__mine.sql");
    project.write(HISTORY + "undo/mysql/U2__mine.sql", "SELECT 1;\n");
    assertThat(failed()).contains("mysql/V2__mine.sql: is missing").contains("ELQ343");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    project.write(HISTORY + "sqlite/V2__Mine.sql", "SELECT 1;\n");
    assertThat(failed()).contains("sqlite/V2__Mine.sql").contains("ELQ309");
  }

  @Test
  void aScriptThatCannotBeSplitNamesItsFileLineAndColumn() {
    byHand(2, "mine", "SELECT 1;\n");
    project.write(HISTORY + "postgresql/V2__mine.sql", "SELECT 1;\n\n  SELECT 'open;\n");
    assertThat(failed()).contains("postgresql/V2__mine.sql:3: column 10: ").contains("ELQ313");
    project.write(HISTORY + "postgresql/V2__mine.sql", "SELECT 1;\n");
    byHand(3, "other", "SELECT 1;\n");
    project.write(HISTORY + "undo/mysql/U2__mine.sql", "SELECT 1;\nSELECT 2 /* for ever\n");
    project.write(HISTORY + "sqlite/V3__other.sql", "SELECT \"open;\n");
    assertThat(failed())
        .contains("undo/mysql/U2__mine.sql:2: column 10: ", "sqlite/V3__other.sql:1: column 8: ");
  }

  @Test
  void sealingTellsFlywayWhatItMustKnow() {
    byHand(2, "load", "SELECT 1;\n");
    project.write(
        HISTORY + "postgresql/V2__load.sql",
        "COPY users FROM stdin;\n1\t${name}\n\\.\nCREATE INDEX CONCURRENTLY u ON users (name);\n");
    project.write(HISTORY + "undo/postgresql/U2__load.sql", "DROP INDEX CONCURRENTLY u;\n");
    project.write(HISTORY + "sqlite/V2__load.sql", "VACUUM;\nPRAGMA foreign_keys = OFF;\n");
    project.write(HISTORY + "mysql/V2__load.sql", "-- ${x}\nSELECT 1;\n");
    compiled();
    Sealer.Sealed sealed = Sealer.seal(request(null));

    assertThat(project.read(HISTORY + "postgresql/V2__load.sql.conf"))
        .isEqualTo("executeInTransaction=false\nplaceholderReplacement=false\n");
    assertThat(project.read(HISTORY + "mysql/V2__load.sql.conf"))
        .isEqualTo("placeholderReplacement=false\n");
    assertThat(project.read(HISTORY + "sqlite/V2__load.sql.conf"))
        .isEqualTo("executeInTransaction=false\n");
    assertThat(sealed.paths()).contains("postgresql/V2__load.sql.conf", "sqlite/V2__load.sql.conf");
    assertThat(lock().versions().get(1).files())
        .extracting(LockFile.SealedFile::path)
        .contains("postgresql/V2__load.sql.conf", "mysql/V2__load.sql.conf");
    assertThat(sealed.notes())
        .singleElement()
        .asString()
        .contains("V2 on PostgreSQL")
        .contains("flyway.postgresql.transactional.lock=false");

    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
    project.write(HISTORY + "mysql/V2__load.sql.conf", "placeholderReplacement=true\n");
    assertThat(failed()).contains("mysql/V2__load.sql.conf: was changed").contains("ELQ305");
    project.delete(HISTORY + "mysql/V2__load.sql.conf");
    assertThat(failed()).contains("mysql/V2__load.sql.conf: is missing").contains("ELQ308");

    project.write(HISTORY + "mysql/V2__load.sql.conf", "placeholderReplacement=true\n");
    assertThat(Resealer.of(new SealTarget(project.classes(), root, "")).seal().paths())
        .contains("mysql/V2__load.sql.conf", "postgresql/V2__load.sql.conf");
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void settingsThatInterruptedSealingLeftAreNotInTheWay() {
    byHand(2, "text", "SELECT '${a}';\n");
    compiled();
    String path = HISTORY + "sqlite/V2__text.sql.conf";
    project.write(path, "encoding=UTF-8\n");
    assertThatThrownBy(() -> Sealer.seal(request(null)))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("sqlite/V2__text.sql.conf was not there at the last compile");
    project.write(path, "placeholderReplacement=false\n");
    Sealer.seal(request(null));
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void settingsByHandAreKeptIfTheySayEnough() {
    byHand(2, "text", "SELECT '${a}';\n");
    String conf = "# ours\nplaceholderReplacement = false\nencoding=UTF-8\n";
    project.write(HISTORY + "sqlite/V2__text.sql.conf", conf);
    project.write(HISTORY + "postgresql/V2__text.sql.conf", "encoding=UTF-8\n");
    assertThat(failed())
        .contains("postgresql/V2__text.sql.conf: lacks what plain Flyway needs")
        .contains("Add the line: placeholderReplacement=false")
        .contains("ELQ371")
        .doesNotContain("sqlite/V2__text.sql.conf");
    project.delete(HISTORY + "postgresql/V2__text.sql.conf");
    compiled();
    Sealer.seal(request(null));
    assertThat(project.read(HISTORY + "sqlite/V2__text.sql.conf")).isEqualTo(conf);
    assertThat(lock().versions().get(1).files())
        .extracting(LockFile.SealedFile::path)
        .contains("sqlite/V2__text.sql.conf", "postgresql/V2__text.sql.conf");
    assertThat(compiled("-Aeloquent.mode=verify").diagnostics()).isEmpty();
  }

  @Test
  void settingsBelongToAScript() {
    byHand(2, "text", "SELECT 1;\n");
    project.write(HISTORY + "sqlite/V2__other.sql.conf", "encoding=UTF-8\n");
    assertThat(failed()).contains("sqlite/V2__other.sql.conf: is a second").contains("ELQ342");
    project.delete(HISTORY + "sqlite/V2__other.sql.conf");
    project.write(HISTORY + "sqlite/V1__create_users.sql.conf", "encoding=UTF-8\n");
    assertThat(failed()).contains("sqlite/V1__create_users.sql.conf").contains("ELQ310");
    project.delete(HISTORY + "sqlite/V1__create_users.sql.conf");
    project.write(HISTORY + "sqlite/V3__more.sql.conf", "encoding=UTF-8\n");
    assertThat(failed()).contains("sqlite/V3__more.sql: is missing").contains("ELQ343");
    project.delete(HISTORY + "sqlite/V3__more.sql.conf");
    project.write(HISTORY + "undo/sqlite/U2__text.sql.conf", "encoding=UTF-8\n");
    assertThat(failed()).contains("undo/sqlite/U2__text.sql.conf").contains("ELQ309");
  }

  @Test
  void whatNeedsOneTransactionIsNotMixedWithWhatTakesNone() {
    byHand(2, "load", "SELECT 1;\n");
    project.write(HISTORY + "postgresql/V2__load.sql", "VACUUM;\nBEGIN;\nSELECT 1;\nCOMMIT;\n");
    project.write(
        HISTORY + "sqlite/V2__load.sql",
        "SELECT 1 FROM pragma_foreign_keys;\n\nPRAGMA foreign_keys = OFF;\n");

    assertThat(failed())
        .contains("postgresql/V2__load.sql:2: this begins or ends a transaction")
        .contains("postgresql/V2__load.sql:4: this begins or ends a transaction")
        .contains("[ELQ373]")
        .contains("sqlite/V2__load.sql:1: this rebuild of a table needs one transaction")
        .contains("[ELQ372]");
  }

  @Test
  void aScriptThatInterruptedSealingLeftIsNotTakenForOneByHand() {
    project.model("User", USER_WITH_EMAIL);
    compiled();
    byHand(2, "add_email_to_users", project.meta("draft.sqlite.up.sql"));
    assertThat(failed()).contains("sqlite/V2__add_email_to_users.sql").contains("ELQ307");
  }

  @Test
  void openJsonBelongsToAnOpenVersion() {
    project.model("User", USER_WITH_EMAIL);
    compiled();
    VersionOpener.Opened opened = VersionOpener.edit(request(null));
    String openJson = project.read(HISTORY + "open.json");
    opened.paths().stream()
        .filter(path -> !path.equals("open.json"))
        .forEach(path -> project.delete(HISTORY + path));
    assertThat(failed()).contains("open.json").contains("version 2").contains("ELQ345");
    project.write(HISTORY + "open.json", openJson.replace("\"chain\": \"2\"", "\"chain\": \"\""));
    assertThat(failed()).contains("open.json").contains("ELQ345");
    project.write(HISTORY + "open.json", "{}");
    assertThat(failed()).contains("open.json:1").contains("ELQ312");
  }
}
