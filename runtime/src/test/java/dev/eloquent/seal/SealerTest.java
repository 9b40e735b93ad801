package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.Sealer.Request;
import dev.eloquent.seal.Sealer.Sealed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final Refusal LOSS = new Refusal(false, "ELQ421", "column users.email");
  private static final Refusal UNFILLABLE = new Refusal(true, "ELQ425", "column users.age");

  private final DraftFixture project;

  SealerTest(@TempDir Path folder) {
    project = new DraftFixture(folder);
  }

  private Sealed seal(@Nullable String name) {
    return Sealer.seal(project.request(name));
  }

  private SealException fails(Request request) {
    SealException e = catchThrowableOfType(SealException.class, () -> Sealer.seal(request));
    assertThat(e).isNotNull();
    return e;
  }

  private SealException fails() {
    return fails(project.request(null));
  }

  @Test
  void writesFilesSnapshotAndLock() {
    project.draft(LockFile.EMPTY, "create_users", "one");

    Sealed sealed = seal(null);

    assertThat(sealed.version()).isEqualTo(1);
    assertThat(sealed.name()).isEqualTo("create_users");
    assertThat(sealed.paths())
        .containsExactly(
            "postgresql/V1__create_users.sql",
            "sqlite/V1__create_users.sql",
            "undo/postgresql/U1__create_users.sql",
            "undo/sqlite/U1__create_users.sql",
            "schema.json",
            "migrations.lock");
    LockFile expected = expectedLock("create_users");
    assertThat(project.committed())
        .isEqualTo(
            Map.of(
                "postgresql/V1__create_users.sql",
                DraftFixture.sql("postgresql", false, "one"),
                "sqlite/V1__create_users.sql",
                DraftFixture.sql("sqlite", false, "one"),
                "undo/postgresql/U1__create_users.sql",
                DraftFixture.sql("postgresql", true, "one"),
                "undo/sqlite/U1__create_users.sql",
                DraftFixture.sql("sqlite", true, "one"),
                "schema.json",
                SchemaText.withChain(DraftFixture.schema("one"), expected.headChain()),
                "migrations.lock",
                expected.render()));
  }

  private static LockFile expectedLock(String name) {
    return LockFile.EMPTY.append(
        name,
        Kind.GENERATED,
        null,
        SchemaText.hash(DraftFixture.schema("one")),
        Map.of(
            "postgresql/V1__" + name + ".sql",
            Checksums.sha256(DraftFixture.sql("postgresql", false, "one")),
            "sqlite/V1__" + name + ".sql",
            Checksums.sha256(DraftFixture.sql("sqlite", false, "one")),
            "undo/postgresql/U1__" + name + ".sql",
            Checksums.sha256(DraftFixture.sql("postgresql", true, "one")),
            "undo/sqlite/U1__" + name + ".sql",
            Checksums.sha256(DraftFixture.sql("sqlite", true, "one"))));
  }

  @Test
  void sealsTheNextVersionBehindTheFirst() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    seal(null);
    project.draft(project.lock(), "add_email_to_users", "two");

    assertThat(seal("mine").version()).isEqualTo(2);

    assertThat(project.lock().versions())
        .extracting(LockFile.SealedVersion::name)
        .containsExactly("create_users", "mine");
    assertThat(SchemaText.chain(DraftFixture.read(project.history.resolve("schema.json"))))
        .isEqualTo(project.lock().headChain());
  }

  @Test
  void makesMavenCompileAgainByBackdatingTheModels() throws Exception {
    project.draft(LockFile.EMPTY, "create_users", "one");
    seal(null);
    assertThat(Files.getLastModifiedTime(project.userClass))
        .isLessThan(Files.getLastModifiedTime(project.source));
  }

  @Test
  void refusesToSealTheSameDraftTwice() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    seal(null);
    SealException e = fails();
    assertThat(e.reason()).isEqualTo(Reason.STALE);
    assertThat(e)
        .hasMessageContaining("continues version 0")
        .hasMessageContaining("ends at version 1")
        .hasMessageEndingWith("Run: mvn clean compile");
  }

  @Test
  void refusesADraftOverAnotherHistoryOfTheSameLength() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    seal(null);
    LockFile other = LockFile.EMPTY.append("x", Kind.GENERATED, null, "0".repeat(64), Map.of());
    project.draft(other, "more", "two");
    assertThat(fails()).hasMessageContaining("another version 1");
  }

  @Test
  void saysThatNothingWasCompiledOrDrafted() {
    assertThat(fails().reason()).isEqualTo(Reason.NOT_COMPILED);
    project.nothingDrafted(LockFile.EMPTY);
    SealException e = fails();
    assertThat(e.reason()).isEqualTo(Reason.NOTHING_DRAFTED);
    assertThat(e.refused()).isFalse();
    assertThat(project.committed()).isEmpty();
  }

  @Test
  void refusesADraftThatIsOlderThanASource() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    project.editSource();
    assertThat(fails())
        .hasMessageContaining("User.java has changed")
        .hasMessageContaining("mvn clean compile");
    assertThat(project.committed()).isEmpty();
  }

  @Test
  void refusesADraftOfAModelWhoseSourceIsGone() throws Exception {
    project.draft(LockFile.EMPTY, "create_users", "one");
    Files.delete(project.source);
    assertThat(fails()).hasMessageContaining("the source of shop.User is gone");
  }

  @Test
  void findsAModelThatIsDeclaredInAnotherFileOrInsideAnotherClass() throws Exception {
    project.draft(LockFile.EMPTY, "create_users", "one");
    Files.move(project.source, project.source.resolveSibling("People.java"));
    DraftFixture.write(project.output(OutputNames.MODELS), "shop.User\nshop.User$Role\n");
    assertThat(seal(null).version()).isEqualTo(1);
  }

  @Test
  void refusesALossUnlessItIsAllowed() {
    project.draft(LockFile.EMPTY, "drop_email", "one", LOSS);
    SealException e = fails();
    assertThat(e.refused()).isTrue();
    assertThat(e)
        .hasMessageContaining("column users.email [ELQ421]")
        .hasMessageContaining("--allow-destructive");
    assertThat(project.committed()).isEmpty();

    Request allowed = new Request(project.classes, project.project, "", null, true);
    assertThat(Sealer.seal(allowed).name()).isEqualTo("drop_email");
  }

  @Test
  void refusesWhatCannotBeFilledWhateverIsAllowed() {
    project.draft(LockFile.EMPTY, "add_age", "one", LOSS, UNFILLABLE);
    SealException e = fails(new Request(project.classes, project.project, "", null, true));
    assertThat(e.refused()).isTrue();
    assertThat(e).hasMessageContaining("column users.age").hasMessageNotContaining("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "", "Create", "a b", "a\nb", "a/b", "ü", "x\u0000"})
  void refusesNamesThatAreNoNames(String name) {
    project.draft(LockFile.EMPTY, "create_users", "one");
    assertThat(fails(project.request(name)).reason()).isEqualTo(Reason.BAD_NAME);
    assertThat(fails(project.request("a".repeat(101))).reason()).isEqualTo(Reason.BAD_NAME);
    assertThat(project.committed()).isEmpty();
  }

  @Test
  void refusesADraftedFileThatItsIndexDoesNotKnow() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(project.output("draft.sqlite.up.sql"), "DROP TABLE users;\n");
    assertThat(fails().reason()).isEqualTo(Reason.BROKEN_DRAFT);

    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(project.output("draft.schema.json"), DraftFixture.schema("other"));
    assertThat(fails().reason()).isEqualTo(Reason.BROKEN_DRAFT);
    assertThat(project.committed()).isEmpty();
  }

  @Test
  void refusesADialectThatLeadsOutOfTheFolder() {
    Draft draft =
        new Draft(
            1, "x", "0".repeat(64), List.of(new DraftFile("0", "../../..", false)), List.of());
    project.index(DraftFixture.index(LockFile.EMPTY, null, draft));
    assertThat(fails().reason()).isEqualTo(Reason.BROKEN_DRAFT);
  }

  @Test
  void neverOverwritesAForeignFile() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    Path foreign = project.history.resolve("sqlite/V1__by_hand.sql");
    DraftFixture.write(foreign, "SELECT 1;\n");
    SealException e = fails();
    assertThat(e.reason()).isEqualTo(Reason.IN_THE_WAY);
    assertThat(e).hasMessageContaining("V1__by_hand.sql");
    assertThat(project.committed()).containsOnlyKeys("sqlite/V1__by_hand.sql");
  }

  @Test
  void neverOverwritesASnapshotThatWasEdited() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(
        project.history.resolve(FileNames.SCHEMA), DraftFixture.schema("edited by hand"));
    assertThat(fails()).hasMessageContaining("schema.json");
    assertThat(project.committed()).containsOnlyKeys("schema.json");
  }

  /** Every state that a process killed while it sealed can leave, seen from the next sealing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void completesAnInterruptedSealing(int filesWritten) throws Exception {
    project.draft(LockFile.EMPTY, "create_users", "one");
    Sealed complete = seal("first_name");
    for (String path : complete.paths().subList(filesWritten, 6)) {
      Files.delete(project.history.resolve(path));
    }
    DraftFixture.write(project.history.resolve("sqlite/.seal-V1__first_name.sql"), "SEL");

    seal("second_name");

    assertThat(project.lock()).isEqualTo(expectedLock("second_name"));
    assertThat(project.committed())
        .containsOnlyKeys(
            "postgresql/V1__second_name.sql",
            "sqlite/V1__second_name.sql",
            "undo/postgresql/U1__second_name.sql",
            "undo/sqlite/U1__second_name.sql",
            "schema.json",
            "migrations.lock");
    assertThat(SchemaText.chain(DraftFixture.read(project.history.resolve("schema.json"))))
        .isEqualTo(project.lock().headChain());
  }

  /** Commands have no header that tells them from a version by hand: the schema does. */
  @Test
  void writesCommandsBehindTheSchema() {
    project.draft(List.of("mongodb", "sqlite"), LockFile.EMPTY, "create_users", "one");
    List<String> written = new ArrayList<>();
    Sealer.seal(project.request(null), written::add);
    assertThat(written)
        .containsExactly(
            "sqlite/V1__create_users.sql",
            "undo/sqlite/U1__create_users.sql",
            "schema.json",
            "mongodb/V1__create_users.json",
            "undo/mongodb/U1__create_users.json",
            "migrations.lock");
  }

  @Test
  void neverBelievesALeftoverThatWasCutOff() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(project.history.resolve("sqlite/V1__create_users.sql"), "-- sqlite\nSEL");
    assertThat(fails().reason()).isEqualTo(Reason.IN_THE_WAY);
  }

  @Test
  void saysThatTheFolderCannotBeWritten() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(project.history.resolve("sqlite"), "a file where a folder should be");
    SealException e = fails();
    assertThat(e.reason()).isEqualTo(Reason.IO);
    assertThat(e).hasMessageContaining("cannot be written");
    assertThat(project.committed()).doesNotContainKeys("schema.json", "migrations.lock");
  }

  @Test
  void saysThatTheLockFileIsBroken() {
    project.draft(LockFile.EMPTY, "create_users", "one");
    DraftFixture.write(project.history.resolve(FileNames.LOCK), "<<<<<<< mine\n");
    assertThatThrownBy(() -> seal(null))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("merge conflict");
  }

  @Test
  void letsOneOfManyWin() throws Exception {
    project.draft(LockFile.EMPTY, "create_users", "one");
    int tries = 8;
    ExecutorService pool = Executors.newFixedThreadPool(tries);
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      String name = "name_" + i;
      Callable<String> attempt =
          () -> {
            try {
              return seal(name).name();
            } catch (SealException e) {
              return e.code();
            }
          };
      results.add(pool.submit(attempt));
    }
    List<String> outcomes = new ArrayList<>();
    for (Future<String> result : results) {
      outcomes.add(result.get());
    }
    pool.shutdown();

    List<String> winners = outcomes.stream().filter(o -> o.startsWith("name_")).toList();
    assertThat(winners).hasSize(1);
    assertThat(outcomes).filteredOn(o -> !o.startsWith("name_")).containsOnly("ELQ333");
    assertThat(project.lock()).isEqualTo(expectedLock(winners.get(0)));
    assertThat(project.committed()).hasSize(6);
  }
}
