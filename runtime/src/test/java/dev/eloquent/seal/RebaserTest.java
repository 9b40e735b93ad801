package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.seal.Rebaser.Moved;
import dev.eloquent.seal.Rebaser.Rebased;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebaserTest {
  private static final String H0 = Checksums.sha256("schema 0");
  private static final String JAVA =
      """
      package shop;
      /** Not number = 2, which is text. */
      @MigrationVersion(number = 2, name = "fill")
      public final class V2Fill implements JavaMigration {}
      """;

  /** A branch as it was committed. */
  private static final class Branch implements CommittedSide {
    final Map<String, String> texts = new HashMap<>();
    LockFile lock = LockFile.EMPTY;

    Branch(Branch from) {
      texts.putAll(from.texts);
      lock = from.lock;
    }

    Branch() {}

    Branch seal(String name, Kind kind, String schema, String... dialects) {
      int version = lock.lastVersion() + 1;
      Map<String, String> files = new TreeMap<>();
      for (String dialect : dialects) {
        files.put(FileNames.migration(dialect, version, name), name + " on " + dialect + "\n");
        files.put(FileNames.undo(dialect, version, name), "undo " + name + "\n");
      }
      String java = kind == Kind.JAVA ? "shop.V2Fill" : null;
      return seal(name, kind, java, schema, files);
    }

    Branch seal(
        String name, Kind kind, @Nullable String java, String schema, Map<String, String> files) {
      texts.putAll(files);
      Map<String, String> hashes = new TreeMap<>();
      files.forEach((path, text) -> hashes.put(path, Checksums.ofFile(text)));
      lock = lock.append(name, kind, java, schema, hashes);
      texts.put(FileNames.LOCK, lock.render());
      texts.put(FileNames.SCHEMA, "schema of " + lock.headChain() + "\n");
      return this;
    }

    @Override
    public String name() {
      return "a branch";
    }

    @Override
    public Optional<String> text(String path) {
      return Optional.ofNullable(texts.get(path));
    }
  }

  private final Branch base = new Branch().seal("one", Kind.GENERATED, H0, "sqlite");
  private final Branch theirs =
      new Branch(base).seal("theirs", Kind.GENERATED, Checksums.sha256("t"), "sqlite");
  private @TempDir Path project;
  private Path history;
  private SealTarget target;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(project.resolve("target/classes"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    history = project.resolve("src/main/resources/db/migration");
    target = new SealTarget(project.resolve("target/classes"), project, "");
  }

  /** As git leaves a merge: files of both, and conflicts in those that both have changed. */
  private void merge(Branch mine) throws IOException {
    for (Branch branch : new Branch[] {mine, theirs}) {
      for (Map.Entry<String, String> file : branch.texts.entrySet()) {
        write(file.getKey(), file.getValue());
      }
    }
    write(FileNames.LOCK, "<<<<<<< HEAD\n");
    write(FileNames.SCHEMA, "<<<<<<< HEAD\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = history.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SortedMap<String, String> present(Path folder) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  @Test
  void dropsWhatIsDraftedAgain() throws IOException {
    Branch mine = new Branch(base).seal("mine", Kind.GENERATED, Checksums.sha256("m"), "sqlite");
    merge(mine);
    Rebased done = Rebaser.rebase(target, mine, theirs);
    assertThat(present(history)).isEqualTo(theirs.texts);
    assertThat(done.theirs()).extracting(SealedVersion::name).containsExactly("theirs");
    assertThat(done.drafted()).extracting(SealedVersion::name).containsExactly("mine");
    assertThat(done.opened()).isEmpty();
  }

  @Test
  void takesTheirsWhereBothHaveOneName() throws IOException {
    Branch mine =
        new Branch(base)
            .seal(
                "theirs",
                Kind.GENERATED,
                null,
                Checksums.sha256("m"),
                Map.of("sqlite/V2__theirs.sql", "<<<<<<< mine\n"));
    merge(mine);
    write("sqlite/V2__theirs.sql", "<<<<<<< HEAD\nmine\n=======\n");
    Rebaser.rebase(target, mine, theirs);
    assertThat(present(history)).isEqualTo(theirs.texts);
  }

  @Test
  void opensWhatWasWrittenByHandBehindThem() throws IOException {
    Branch mine =
        new Branch(base)
            .seal("rows", Kind.HAND, H0, "sqlite")
            .seal("mine", Kind.GENERATED, Checksums.sha256("m"), "sqlite");
    merge(mine);
    write("sqlite/V4__open.sql", "open\n");
    Rebased done = Rebaser.rebase(target, mine, theirs);
    SortedMap<String, String> expected = new TreeMap<>(theirs.texts);
    expected.put("sqlite/V3__rows.sql", "rows on sqlite\n");
    expected.put("undo/sqlite/U3__rows.sql", "undo rows\n");
    expected.put("sqlite/V4__open.sql", "open\n");
    assertThat(present(history)).isEqualTo(expected);
    assertThat(done.opened())
        .containsExactly(new Moved(2, 3, "rows", ""), new Moved(4, 4, "open", ""));
  }

  @Test
  void movesOpenFilesThatCollideThoughNothingWasSealed() throws IOException {
    merge(base);
    write("sqlite/V2__open.sql", "open\n");
    Rebaser.rebase(target, base, theirs);
    SortedMap<String, String> expected = new TreeMap<>(theirs.texts);
    expected.put("sqlite/V3__open.sql", "open\n");
    assertThat(present(history)).isEqualTo(expected);
  }

  @Test
  void givesAJavaMigrationItsNewNumber() throws IOException {
    Branch mine = new Branch(base).seal("fill", Kind.JAVA, H0);
    merge(mine);
    Path source = project.resolve("src/main/java/shop/V2Fill.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, JAVA);
    Rebased done = Rebaser.rebase(target, mine, theirs);
    assertThat(source).hasContent(JAVA.replace("(number = 2,", "(number = 3,"));
    assertThat(done.opened()).containsExactly(new Moved(2, 3, "", "shop/V2Fill.java"));
  }

  @Test
  void namesTheJavaClassThatIsNotFound() throws IOException {
    Branch mine = new Branch(base).seal("fill", Kind.JAVA, H0);
    merge(mine);
    SortedMap<String, String> before = present(history);
    assertThatThrownBy(() -> Rebaser.rebase(target, mine, theirs))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("version 2 is the Java class shop.V2Fill");
    assertThat(present(history)).isEqualTo(before);
  }

  @Test
  void doesNotOpenWhatWasTakenOver() throws IOException {
    Branch mine = new Branch(base).seal("edited", Kind.HAND, Checksums.sha256("m"), "sqlite");
    merge(mine);
    Rebased done = Rebaser.rebase(target, mine, theirs);
    assertThat(present(history)).isEqualTo(theirs.texts);
    assertThat(done.takenOver()).extracting(SealedVersion::name).containsExactly("edited");
  }

  @Test
  void refusesWhereThereIsNothingToDo() throws IOException {
    merge(theirs);
    assertThatThrownBy(() -> Rebaser.rebase(target, theirs, base))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("has sealed nothing");
    assertThatThrownBy(() -> Rebaser.rebase(target, base, theirs))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("has no version");
  }

  @Test
  void refusesWhileADraftIsTakenOverAndOpen() throws IOException {
    Branch mine = new Branch(base).seal("mine", Kind.GENERATED, Checksums.sha256("m"), "sqlite");
    merge(mine);
    write(FileNames.OPEN_SCHEMA, "{}");
    assertThatThrownBy(() -> Rebaser.rebase(target, mine, theirs))
        .hasMessageContaining("open.json is there");
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Stops behind the k-th file. */
  private static Consumer<String> killer(int k) {
    AtomicInteger left = new AtomicInteger(k);
    return path -> {
      if (left.decrementAndGet() == 0) {
        throw new Killed();
      }
    };
  }

  @Test
  void aSecondCallCompletesWhatAKilledOneHasBegun() throws IOException {
    Branch mine =
        new Branch(base)
            .seal("fill", Kind.JAVA, H0)
            .seal("rows", Kind.HAND, H0, "sqlite")
            .seal("mine", Kind.GENERATED, Checksums.sha256("m"), "sqlite");
    Path source = project.resolve("src/main/java/shop/V2Fill.java");
    Files.createDirectories(source.getParent());
    SortedMap<String, String> expected = null;
    int kills = 0;
    for (int k = 100; k > 0; k = k == 100 ? 12 : k - 1) {
      if (Files.exists(history)) {
        for (String path : present(history).keySet()) {
          Files.delete(history.resolve(path));
        }
      }
      Files.writeString(source, JAVA);
      merge(mine);
      write("sqlite/V5__open.sql", "open\n");
      try {
        Rebaser.rebase(target, mine, theirs, killer(k));
      } catch (Killed e) {
        kills++;
        Rebaser.rebase(target, mine, theirs);
      }
      SortedMap<String, String> now = present(project.resolve("src"));
      expected = expected == null ? now : expected;
      assertThat(now).as("killed behind file " + k).isEqualTo(expected);
    }
    assertThat(kills).isGreaterThanOrEqualTo(9);
    assertThat(expected)
        .containsEntry("main/resources/db/migration/sqlite/V4__rows.sql", "rows on sqlite\n")
        .containsEntry("main/resources/db/migration/sqlite/V5__open.sql", "open\n");
  }
}
