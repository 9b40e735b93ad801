package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.ScriptHeader;
import dev.eloquent.seal.JavaSources.JavaSource;
import dev.eloquent.seal.SealException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Puts what this branch has sealed behind what another branch has sealed meanwhile.
 *
 * <p>The other branch's lock file and snapshot are taken as they are. Of this branch's own versions
 * the generated ones go, since the next compile drafts their changes again; those written by hand,
 * in SQL and in Java, become open versions behind the other branch's. Everything is read from
 * commits, so a second call completes what a killed process has begun.
 */
public final class Rebaser {
  /**
   * What was done.
   *
   * @param history the history folder
   * @param sources the root of the sources, which the Java files are below
   * @param theirs the versions of the other branch that this one lacked
   * @param drafted this branch's generated versions
   * @param takenOver this branch's versions whose drafted SQL was changed by hand
   * @param opened this branch's other versions
   */
  public record Rebased(
      Path history,
      Path sources,
      List<SealedVersion> theirs,
      List<SealedVersion> drafted,
      List<SealedVersion> takenOver,
      List<Moved> opened) {
    /** Copies the lists. */
    public Rebased {
      theirs = List.copyOf(theirs);
      drafted = List.copyOf(drafted);
      takenOver = List.copyOf(takenOver);
      opened = List.copyOf(opened);
    }
  }

  /**
   * A version that became an open one.
   *
   * @param java its source file below the root of the sources; empty for SQL
   */
  public record Moved(int from, int to, String name, String java) {}

  /** What becomes an open version: SQL by its former path, or a Java source. */
  private record Item(
      int version, String name, SortedMap<String, String> texts, List<JavaSource> java) {
    static String renumbered(String path, int to) {
      int slash = path.lastIndexOf('/') + 1;
      return path.substring(0, slash + 1) + to + path.substring(path.indexOf("__", slash));
    }

    SortedMap<String, String> renumbered(int to) {
      SortedMap<String, String> renumbered = new TreeMap<>();
      texts.forEach((path, text) -> renumbered.put(renumbered(path, to), text));
      return renumbered;
    }

    /** Whether it is what a killed process has written of the other, or left of it. */
    boolean isPartOf(Item other) {
      boolean sql = java.isEmpty() && other.java.isEmpty();
      Map<String, String> whole = other.renumbered(0);
      Map<String, String> part = renumbered(0);
      return sql
          && whole.entrySet().containsAll(part.entrySet())
          && (part.size() < whole.size() || other.version < version);
    }
  }

  private final HistoryFolder history;
  private final HistoryFolder sources;
  private final CommittedSide mine;
  private final CommittedSide theirs;
  private final LockFile mineLock;
  private final LockFile theirsLock;
  private final int common;

  private Rebaser(
      HistoryFolder history, HistoryFolder sources, CommittedSide mine, CommittedSide theirs) {
    this.history = history;
    this.sources = sources;
    this.mine = mine;
    this.theirs = theirs;
    this.mineLock = mine.lock();
    this.theirsLock = theirs.lock();
    this.common = common(mineLock, theirsLock);
  }

  /**
   * Does it.
   *
   * @throws SealException if there is nothing to do, or it cannot be done; then nothing was changed
   */
  public static Rebased rebase(SealTarget target, CommittedSide mine, CommittedSide theirs) {
    return rebase(target, mine, theirs, path -> {});
  }

  static Rebased rebase(
      SealTarget target, CommittedSide mine, CommittedSide theirs, Consumer<String> observer) {
    HistoryFolder history = new HistoryFolder(target.history(), observer);
    HistoryFolder sources = new HistoryFolder(target.sources(), observer);
    try (SealLock exclusive = SealLock.acquire(target.classes())) {
      exclusive.check();
      history.removeTemporaryFiles();
      Rebased done = new Rebaser(history, sources, mine, theirs).rebase();
      target.compileAgain("the versions are put behind the others");
      return done;
    }
  }

  private static int common(LockFile a, LockFile b) {
    int common = 0;
    while (common < Math.min(a.lastVersion(), b.lastVersion())
        && a.versions().get(common).chainHash().equals(b.versions().get(common).chainHash())) {
      common++;
    }
    return common;
  }

  private Rebased rebase() {
    List<SealedVersion> own = mineLock.versions().subList(common, mineLock.lastVersion());
    List<SealedVersion> others = theirsLock.versions().subList(common, theirsLock.lastVersion());
    if (others.isEmpty()) {
      throw notRebased(theirs.name() + " has sealed nothing that " + mine.name() + " lacks");
    }
    checkNothingTakenOver();
    List<SealedVersion> drafted = new ArrayList<>();
    List<SealedVersion> takenOver = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    for (SealedVersion version : own) {
      if (version.kind() == Kind.GENERATED) {
        drafted.add(version);
      } else if (version.kind() == Kind.HAND && isTakenOver(version)) {
        takenOver.add(version);
      } else if (version.kind() == Kind.HAND) {
        items.add(new Item(version.version(), version.name(), texts(version), List.of()));
      }
    }
    items.addAll(javaItems());
    items.addAll(openItems());
    if (own.isEmpty() && items.isEmpty()) {
      throw notRebased(mine.name() + " has no version that is not in " + theirs.name());
    }
    items.sort((a, b) -> Integer.compare(a.version(), b.version()));
    List<Moved> opened = write(items);
    return new Rebased(history.folder(), sources.folder(), others, drafted, takenOver, opened);
  }

  /** What it holds continues this branch's versions, and nobody but the compiler can redo it. */
  private void checkNothingTakenOver() {
    if (history.read(FileNames.OPEN_SCHEMA).isPresent()) {
      throw notRebased(
          history.folder().resolve(FileNames.OPEN_SCHEMA)
              + " is there: a draft was taken over with --edit and is not sealed. Keep its SQL"
              + " elsewhere, delete its files and "
              + FileNames.OPEN_SCHEMA
              + ", and run this again; then compile, take the draft over once more, and put your SQL"
              + " back");
    }
  }

  /** By its first line; else where nothing generated was sealed with it that changed the schema. */
  private boolean isTakenOver(SealedVersion version) {
    for (SealedFile file : version.files()) {
      if (ScriptHeader.isTakenOver(mine.sealedText(file.path()))) {
        return true;
      }
    }
    String before =
        version.version() == 1 ? "" : mineLock.versions().get(version.version() - 2).schemaHash();
    return !version.schemaHash().equals(before)
        && mineLock.versions().stream()
            .noneMatch(
                v -> v.kind() == Kind.GENERATED && v.schemaHash().equals(version.schemaHash()))
        && mineLock.versions().stream()
            .filter(v -> v.schemaHash().equals(version.schemaHash()))
            .noneMatch(v -> v.version() > version.version());
  }

  private SortedMap<String, String> texts(SealedVersion version) {
    SortedMap<String, String> texts = new TreeMap<>();
    version.files().forEach(file -> texts.put(file.path(), mine.sealedText(file.path())));
    return texts;
  }

  /** Sealed and open ones: both have their number in the source. */
  private List<Item> javaItems() {
    Set<String> known = new HashSet<>();
    theirsLock
        .versions()
        .forEach(version -> known.add(version.className() + " " + version.version()));
    List<Item> items = new ArrayList<>();
    for (JavaSource source : JavaSources.below(sources.folder())) {
      if (source.version() > common
          && !known.contains(source.className() + " " + source.version())) {
        items.add(new Item(origin(source), "", new TreeMap<>(), List.of(source)));
      }
    }
    for (SealedVersion version : mineLock.versions().subList(common, mineLock.lastVersion())) {
      String name = version.className();
      if (name != null && items.stream().noneMatch(i -> i.java().get(0).className().equals(name))) {
        throw notRebased(
            "version "
                + version.version()
                + " is the Java class "
                + name
                + ", and no file below "
                + sources.folder()
                + " holds it with @MigrationVersion(number = "
                + version.version()
                + "). Give it the number behind theirs by hand, and commit, before you run this again");
      }
    }
    return items;
  }

  /** Its number before a killed process gave it the next. */
  private int origin(JavaSource source) {
    for (SealedVersion version : mineLock.versions().subList(common, mineLock.lastVersion())) {
      if (source.className().equals(version.className())) {
        return version.version();
      }
    }
    return source.version();
  }

  /** Files of versions that neither branch has sealed. */
  private List<Item> openItems() {
    Set<String> sealed = new HashSet<>(paths(theirsLock));
    sealed.addAll(paths(mineLock));
    SortedMap<String, Item> open = new TreeMap<>();
    for (String path : history.filesAbove(common).keySet()) {
      if (!sealed.contains(path)) {
        FileNames.VersionFile file = FileNames.owner(path).orElseThrow();
        open.computeIfAbsent(
                file.version() + " " + file.name(),
                key -> new Item(file.version(), file.name(), new TreeMap<>(), List.of()))
            .texts()
            .put(path, history.read(path).orElse(""));
      }
    }
    return new ArrayList<>(open.values());
  }

  private static Set<String> paths(LockFile lock) {
    Set<String> paths = new HashSet<>();
    lock.versions().forEach(v -> v.files().forEach(file -> paths.add(file.path())));
    return paths;
  }

  /** The lock file last: until then a second call begins anew. */
  private List<Moved> write(List<Item> items) {
    SortedMap<String, String> written = theirTexts();
    Set<String> gone = new TreeSet<>(paths(mineLock));
    Map<String, String> classes = new TreeMap<>();
    List<Moved> moved = new ArrayList<>();
    int next = theirsLock.lastVersion() + 1;
    for (Item item : items) {
      gone.addAll(item.texts().keySet());
      if (items.stream().anyMatch(item::isPartOf)) {
        continue;
      }
      int to = next++;
      written.putAll(item.renumbered(to));
      item.java().forEach(source -> classes.put(source.file(), source.numbered(to)));
      String java = item.java().isEmpty() ? "" : item.java().get(0).file();
      moved.add(new Moved(item.version(), to, item.name(), java));
    }
    gone.removeAll(written.keySet());
    gone.removeAll(paths(theirsLock));
    List<String> touched = new ArrayList<>(written.keySet());
    touched.addAll(gone);
    touched.addAll(List.of(FileNames.SCHEMA, FileNames.LOCK));
    sources.whollyOrNotAtAll(
        new ArrayList<>(classes.keySet()),
        () ->
            history.whollyOrNotAtAll(
                touched,
                () -> {
                  written.forEach(history::write);
                  classes.forEach(sources::write);
                  gone.forEach(history::delete);
                  history.write(FileNames.SCHEMA, theirs.sealedText(FileNames.SCHEMA));
                  history.write(FileNames.LOCK, theirs.sealedText(FileNames.LOCK));
                }));
    return moved;
  }

  /** Their files that are not here, or not as they were sealed, as where both sealed one name. */
  private SortedMap<String, String> theirTexts() {
    SortedMap<String, String> texts = new TreeMap<>();
    for (SealedVersion version : theirsLock.versions()) {
      for (SealedFile file : version.files()) {
        boolean same =
            version.version() <= common
                || history
                    .read(file.path())
                    .map(Checksums::ofFile)
                    .filter(file.sha256()::equals)
                    .isPresent();
        if (!same) {
          texts.put(file.path(), theirs.sealedText(file.path()));
        }
      }
    }
    return texts;
  }

  private static SealException notRebased(String why) {
    return new SealException(Reason.NOT_REBASED, why);
  }
}
