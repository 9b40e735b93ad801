package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex.OpenVersion;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.Sealer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening versions by hand, sealing them, and sealing the newest one anew. */
class OpenVersionsTest {
  private static final Refusal LOSS = new Refusal(false, "ELQ421", "column users.email");
  private static final Refusal UNFILLABLE = new Refusal(true, "ELQ425", "column users.age");

  private final Path folder;
  private final DraftFixture project;

  OpenVersionsTest(@TempDir Path folder) {
    this.folder = folder;
    project = new DraftFixture(folder);
    project.draft(LockFile.EMPTY, "create_users", "one");
    Sealer.seal(project.request(null));
  }

  /** A process that dies at a step; what it had done stays. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] args) {
      DraftFixture project = new DraftFixture(Path.of(args[0]), false);
      AtomicInteger left = new AtomicInteger(Integer.parseInt(args[2]));
      Consumer<String> observer =
          path -> {
            if (left.decrementAndGet() == 0) {
              Runtime.getRuntime().halt(9);
            }
          };
      switch (args[1]) {
        case "seal" -> Sealer.seal(project.request(null), observer);
        case "edit" -> VersionOpener.edit(project.request("taken"), observer);
        case "empty" -> VersionOpener.empty(project.request("rows"), observer);
        default ->
            Resealer.of(new SealTarget(project.classes, project.project, ""), observer).seal();
      }
    }
  }

  private void killed(String what, int step) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString(),
                what,
                Integer.toString(step))
            .inheritIO()
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(9);
  }

  private SealException fails(Runnable work) {
    SealException e = catchThrowableOfType(SealException.class, work::run);
    assertThat(e).isNotNull();
    return e;
  }

  private SealException sealFails() {
    return fails(() -> Sealer.seal(project.request(null)));
  }

  /** Two open versions, the second of which changes the schema, and a draft. */
  private void twoOpenAndADraft() {
    List<OpenVersion> open =
        List.of(project.openFiles(2, "rows", "rows"), project.openFiles(3, "taken", "taken"));
    DraftFixture.write(
        project.history.resolve("open.json"),
        SchemaText.withChain(DraftFixture.schema("taken"), "3"));
    project.open(project.lock(), open, "taken", true, true);
  }

  private static LockFile twoOpenAndADraftSealed(LockFile before) {
    String schemaHash = SchemaText.hash(DraftFixture.schema("drafted"));
    return before
        .append("rows", Kind.HAND, null, schemaHash, files(2, "rows", "rows"))
        .append("taken", Kind.HAND, null, schemaHash, files(3, "taken", "taken"))
        .append("drafted", Kind.GENERATED, null, schemaHash, files(4, "drafted", "drafted"));
  }

  private static Map<String, String> files(int version, String name, String content) {
    return Map.of(
        "postgresql/V" + version + "__" + name + ".sql",
        Checksums.sha256(DraftFixture.sql("postgresql", false, content)),
        "sqlite/V" + version + "__" + name + ".sql",
        Checksums.sha256(DraftFixture.sql("sqlite", false, content)),
        "undo/postgresql/U" + version + "__" + name + ".sql",
        Checksums.sha256(DraftFixture.sql("postgresql", true, content)),
        "undo/sqlite/U" + version + "__" + name + ".sql",
        Checksums.sha256(DraftFixture.sql("sqlite", true, content)));
  }

  @Test
  void areSealedInOrderBeforeTheDraft() {
    LockFile before = project.lock();
    twoOpenAndADraft();
    Sealer.Sealed sealed = Sealer.seal(project.request(null));
    assertThat(sealed.versions()).extracting(SealedVersion::version).containsExactly(2, 3, 4);
    assertThat(sealed.paths())
        .startsWith("postgresql/V2__rows.sql", "sqlite/V2__rows.sql")
        .endsWith("undo/sqlite/U4__drafted.sql", "schema.json", "migrations.lock");
    LockFile expected = twoOpenAndADraftSealed(before);
    assertThat(project.lock()).isEqualTo(expected);
    assertThat(project.committed())
        .doesNotContainKey("open.json")
        .containsEntry(
            "schema.json",
            SchemaText.withChain(DraftFixture.schema("drafted"), expected.headChain()));
  }

  /** Four drafted files, schema.json, open.json: a process may die after each of the six. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void sealingThatWasKilledIsCompletedByTheNext(int step) throws Exception {
    LockFile before = project.lock();
    twoOpenAndADraft();
    killed("seal", step);
    assertThat(project.lock()).isEqualTo(before);
    Sealer.seal(project.request(null));
    assertThat(project.lock()).isEqualTo(twoOpenAndADraftSealed(before));
    assertThat(project.committed()).hasSize(2 + 4 * 4).doesNotContainKey("open.json");
  }

  @Test
  void oneThatChangedSinceTheCompileIsNotSealed() throws Exception {
    twoOpenAndADraft();
    Path file = project.history.resolve("sqlite/V2__rows.sql");
    String text = DraftFixture.read(file);
    DraftFixture.write(file, text + "-- edited\n");
    assertThat(sealFails())
        .hasMessageContaining("V2__rows.sql has changed")
        .hasMessageContaining("mvn clean compile");
    Files.delete(file);
    assertThat(sealFails()).hasMessageContaining("V2__rows.sql is gone");
    DraftFixture.write(file, text);
    DraftFixture.write(project.history.resolve("sqlite/V5__new.sql"), "SELECT 1;\n");
    assertThat(sealFails()).hasMessageContaining("V5__new.sql was not there");
    Files.delete(project.history.resolve("sqlite/V5__new.sql"));
    Path openJson = project.history.resolve("open.json");
    DraftFixture.write(openJson, DraftFixture.schema("other"));
    assertThat(sealFails()).hasMessageContaining("open.json has changed");
    Files.delete(openJson);
    SealException gone = sealFails();
    assertThat(gone.reason()).isEqualTo(Reason.STALE);
    assertThat(gone).hasMessageContaining("open.json is gone");
    assertThat(project.lock().lastVersion()).isEqualTo(1);
  }

  /** Somebody saves in the editor while sealing writes: at whatever step, nothing is left of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6})
  void oneThatIsEditedWhileItIsSealedUndoesTheSealing(int step) {
    twoOpenAndADraft();
    Map<String, String> before = project.committed();
    Path file = project.history.resolve("postgresql/V3__taken.sql");
    String edited = before.get("postgresql/V3__taken.sql") + "-- edited\n";
    AtomicInteger left = new AtomicInteger(step);
    Consumer<String> editor =
        path -> {
          if (left.decrementAndGet() == 0) {
            DraftFixture.write(file, edited);
          }
        };
    SealException e = fails(() -> Sealer.seal(project.request(null), editor));
    assertThat(e.reason()).isEqualTo(Reason.STALE);
    assertThat(e).hasMessageContaining("V3__taken.sql has changed");
    DraftFixture.write(file, Objects.requireNonNull(before.get("postgresql/V3__taken.sql")));
    assertThat(project.committed()).isEqualTo(before);
  }

  @Test
  void aNameIsForWhatIsDrafted() {
    List<OpenVersion> open = List.of(project.openFiles(2, "rows", "rows"));
    project.open(project.lock(), open, "one", false, false);
    SealException e = fails(() -> Sealer.seal(project.request("mine")));
    assertThat(e.reason()).isEqualTo(Reason.NOTHING_DRAFTED);
    assertThat(e).hasMessageContaining("\"mine\"");
    assertThat(Sealer.seal(project.request(null)).name()).isEqualTo("rows");
  }

  @Test
  void anEmptyOneIsOpenedInFrontOfTheDraft() throws Exception {
    project.draft(project.lock(), "add_email", "two");
    VersionOpener.Opened opened = VersionOpener.empty(project.request("rows"));
    assertThat(opened.version()).isEqualTo(2);
    assertThat(opened.paths())
        .containsExactly(
            "postgresql/V2__rows.sql",
            "sqlite/V2__rows.sql",
            "undo/postgresql/U2__rows.sql",
            "undo/sqlite/U2__rows.sql");
    assertThat(DraftFixture.read(project.history.resolve("sqlite/V2__rows.sql")).lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("-- "));
    assertThat(Files.getLastModifiedTime(project.userClass))
        .isLessThan(Files.getLastModifiedTime(project.source));
    assertThat(fails(() -> VersionOpener.empty(project.request("more"))).reason())
        .isEqualTo(Reason.IN_THE_WAY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void openingThatWasKilledIsCompletedByTheNext(int step) throws Exception {
    project.nothingDrafted(project.lock());
    killed("empty", step);
    VersionOpener.empty(project.request("rows"));
    assertThat(project.committed()).hasSize(6 + 4);
  }

  /** open.json, two reverses, two forward files. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void takingOverThatWasKilledIsCompletedByTheNext(int step) throws Exception {
    project.draft(project.lock(), "add_email", "two");
    killed("edit", step);
    // What the compiler would take for a version without a schema of its own must never be there.
    assertThat(project.history.resolve("open.json")).exists();
    VersionOpener.edit(project.request("taken"));
    assertThat(project.committed())
        .hasSize(6 + 4 + 1)
        .containsEntry("open.json", SchemaText.withChain(DraftFixture.schema("two"), "2"));
  }

  @Test
  void anEmptyDraftCannotBeTakenOver() {
    project.nothingDrafted(project.lock());
    SealException e = fails(() -> VersionOpener.edit(project.request(null)));
    assertThat(e.reason()).isEqualTo(Reason.NOTHING_DRAFTED);
    assertThat(e).hasMessageContaining("nothing to take over").hasMessageContaining("--empty");
  }

  @Test
  void takingOverRefusesALossButNotWhatAnEditCanFill() {
    project.draft(project.lock(), "change", "two", LOSS, UNFILLABLE);
    SealException e = fails(() -> VersionOpener.edit(project.request(null)));
    assertThat(e.refused()).isTrue();
    assertThat(e).hasMessageContaining("users.email").hasMessageNotContaining("users.age");
    Request allowed = new Request(project.classes, project.project, "", null, true);
    assertThat(VersionOpener.edit(allowed).toFill()).containsExactly(UNFILLABLE);
  }

  @Test
  void takingOverRefusesWhatIsNotAboutAChange() {
    project.draft(project.lock(), "x", "two", new Refusal(true, "ELQ092", "choose the databases"));
    SealException e = fails(() -> VersionOpener.edit(project.request(null)));
    assertThat(e.refused()).isTrue();
    assertThat(e).hasMessageContaining("choose the databases");
  }

  @Test
  void openingNeedsAFreshCompile() {
    project.draft(project.lock(), "add_email", "two");
    project.editSource();
    assertThat(fails(() -> VersionOpener.empty(project.request("rows"))).reason())
        .isEqualTo(Reason.STALE);
    assertThat(fails(() -> VersionOpener.edit(project.request(null))).reason())
        .isEqualTo(Reason.STALE);
  }

  @Test
  void openingThatCannotWriteLeavesNothing() throws Exception {
    project.draft(project.lock(), "add_email", "two");
    // A file in a folder's place: nobody may write there, not even an administrator.
    Path obstacle = project.history.resolve("undo/sqlite");
    Files.delete(obstacle.resolve("U1__create_users.sql"));
    Files.delete(obstacle);
    DraftFixture.write(obstacle, "a file");
    Map<String, String> before = project.committed();
    SealException e = fails(() -> VersionOpener.edit(project.request("taken")));
    assertThat(e.reason()).isEqualTo(Reason.IO);
    assertThat(e).hasMessageContaining("U2__taken.sql cannot be written");
    assertThat(project.committed()).isEqualTo(before);
  }

  private Resealer resealer() {
    return Resealer.of(new SealTarget(project.classes, project.project, ""));
  }

  private LockFile resealed() {
    String edited = DraftFixture.sql("sqlite", false, "one") + "-- edited\n";
    DraftFixture.write(project.history.resolve("sqlite/V1__create_users.sql"), edited);
    Map<String, String> files = new HashMap<>(files(1, "create_users", "one"));
    files.put("sqlite/V1__create_users.sql", Checksums.sha256(edited));
    String schemaHash = SchemaText.hash(DraftFixture.schema("one"));
    return LockFile.EMPTY.append("create_users", Kind.HAND, null, schemaHash, files);
  }

  @Test
  void theNewestIsSealedAnewAfterAnEdit() {
    SealException same = fails(() -> resealer().seal());
    assertThat(same.reason()).isEqualTo(Reason.NOT_RESEALED);
    LockFile expected = resealed();
    assertThat(resealer().seal().versions()).isEqualTo(expected.versions());
    assertThat(project.lock()).isEqualTo(expected);
    assertThat(SchemaText.chain(DraftFixture.read(project.history.resolve("schema.json"))))
        .isEqualTo(expected.headChain());
  }

  @Test
  void sealingAnewThatWasKilledIsCompletedByTheNext() throws Exception {
    LockFile expected = resealed();
    killed("reseal", 1);
    resealer().seal();
    assertThat(project.lock()).isEqualTo(expected);
  }

  @Test
  void sealingAnewKeepsForwardFilesAndNames() throws Exception {
    Files.delete(project.history.resolve("undo/sqlite/U1__create_users.sql"));
    assertThat(resealer().seal().paths()).doesNotContain("undo/sqlite/U1__create_users.sql");
    Path forward = project.history.resolve("sqlite/V1__create_users.sql");
    Path moved = Files.move(forward, forward.resolveSibling("V1__other.sql"));
    assertThat(fails(() -> resealer().seal()).reason()).isEqualTo(Reason.IN_THE_WAY);
    Files.delete(moved);
    assertThat(fails(() -> resealer().seal())).hasMessageContaining("is missing");
  }

  @Test
  void theHistoryFolderIsFoundWithoutAnIndex() throws Exception {
    Files.delete(project.output(OutputNames.DRAFT_INDEX));
    LockFile expected = resealed();
    resealer().seal();
    assertThat(project.lock()).isEqualTo(expected);
  }
}
