package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.SchemaText;
import dev.eloquent.format.ScriptHeader;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.Sealer.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a new open version, for somebody to change by hand.
 *
 * <p>What makes the compiler take it for one, the forward files, is written last: doing it again
 * completes what a killed process has begun.
 */
public final class VersionOpener {
  /** Problems of changes, which an edited script may solve; others are about the compilation. */
  private static final String CHANGE = "ELQ4";

  /** The same of collections. */
  private static final String COLLECTION_CHANGE = "ELQ72";

  /** A list of commands has one a line, and no comments of its own. */
  private static final String NO_COMMANDS = "[\n]\n";

  /**
   * What was opened.
   *
   * @param paths the files that were written, below that folder
   * @param toFill what the drafted script cannot do to existing rows, and an edit must
   */
  public record Opened(
      int version, String name, Path history, List<String> paths, List<Refusal> toFill) {
    /** Copies the lists. */
    public Opened {
      paths = List.copyOf(paths);
      toFill = List.copyOf(toFill);
    }
  }

  private VersionOpener() {}

  /**
   * Opens a version that leaves the schema as it is, in front of the draft; the request names it.
   *
   * @throws SealException if it was not opened
   */
  public static Opened empty(Request request) {
    return empty(request, path -> {});
  }

  static Opened empty(Request request, Consumer<String> observer) {
    String name = Objects.requireNonNull(request.name(), "an empty version is named");
    return SealWork.alone(request, observer, work -> empty(work, name));
  }

  /**
   * Takes the draft over.
   *
   * @throws SealException if it was not opened
   */
  public static Opened edit(Request request) {
    return edit(request, path -> {});
  }

  static Opened edit(Request request, Consumer<String> observer) {
    return SealWork.alone(request, observer, VersionOpener::edit);
  }

  /**
   * Opens a version that is a Java class, in front of the draft; the request names it.
   *
   * @throws SealException if it was not opened
   */
  public static Opened java(Request request) {
    String name = Objects.requireNonNull(request.name(), "a Java migration is named");
    return SealWork.alone(request, path -> {}, work -> JavaSkeleton.write(work, name));
  }

  private static Opened empty(SealWork work, String name) {
    work.checkFresh();
    DraftIndex index = work.index();
    work.checkOpenSchema("-");
    int version = index.lastVersion() + 1;
    SortedMap<String, String> texts = new TreeMap<>();
    for (String dialect : index.dialects()) {
      boolean sql = FileNames.isSql(dialect);
      texts.put(
          FileNames.migration(dialect, version, name),
          sql ? ScriptHeader.emptyUp(version, dialect) : NO_COMMANDS);
      texts.put(
          FileNames.undo(dialect, version, name),
          sql ? ScriptHeader.emptyUndo(version, dialect) : NO_COMMANDS);
    }
    if (texts.isEmpty()) {
      throw new SealException(
          Reason.NOTHING_DRAFTED,
          "no database is enabled, so there is no file to write. Choose with -Aeloquent.dialects");
    }
    checkNothingInTheWay(work, texts);
    List<String> paths = write(work, texts, null);
    return new Opened(version, name, work.history().folder(), paths, List.of());
  }

  private static Opened edit(SealWork work) {
    work.checkFresh();
    Draft draft = work.index().draft();
    if (draft == null) {
      throw new SealException(
          Reason.NOTHING_DRAFTED,
          "nothing to take over: the models equal the history, so nothing is drafted. Change a"
              + " model and compile first; for work on rows alone: make:migration NAME --empty");
    }
    checkRefusals(draft, work.request().allowDestructive());
    work.checkOpenSchema(draft.schemaHash());
    String given = work.request().name();
    String name = given == null ? draft.name() : given;
    SortedMap<String, String> texts = work.draftTexts(draft, name);
    texts.replaceAll((path, text) -> ScriptHeader.takenOver(text));
    checkNothingInTheWay(work, texts);
    String schema =
        SchemaText.withChain(work.output().schema(work.index()), Integer.toString(draft.version()));
    List<String> paths = write(work, texts, schema);
    paths.add(FileNames.OPEN_SCHEMA);
    List<Refusal> toFill = draft.refusals().stream().filter(Refusal::unfillable).toList();
    return new Opened(draft.version(), name, work.history().folder(), paths, toFill);
  }

  private static void checkRefusals(Draft draft, boolean allowDestructive) {
    List<Refusal> losses =
        draft.refusals().stream().filter(r -> !r.unfillable() && !allowDestructive).toList();
    if (!losses.isEmpty()) {
      throw new SealException(
          Reason.REFUSED,
          "version "
              + draft.version()
              + " is not taken over: it loses data; if that is meant, repeat with"
              + " --allow-destructive:"
              + Refusal.list(losses));
    }
    List<Refusal> others =
        draft.refusals().stream()
            .filter(r -> !r.code().startsWith(CHANGE) && !r.code().startsWith(COLLECTION_CHANGE))
            .toList();
    if (!others.isEmpty()) {
      throw new SealException(
          Reason.REFUSED,
          "version " + draft.version() + " is not taken over:" + Refusal.list(others));
    }
  }

  private static void checkNothingInTheWay(SealWork work, Map<String, String> texts) {
    work.leftovers()
        .forEach(
            (path, sha256) -> {
              String text = texts.get(path);
              if (text == null || !Checksums.ofFile(text).equals(sha256)) {
                throw work.history().inTheWay(path);
              }
            });
  }

  /**
   * The forward files last: they are what makes the compiler take it for a version, which then
   * lacks neither a reverse nor its schema.
   */
  private static List<String> write(
      SealWork work, SortedMap<String, String> texts, @Nullable String openSchema) {
    HistoryFolder history = work.history();
    List<String> forward = new ArrayList<>();
    List<String> reverse = new ArrayList<>();
    texts.keySet().forEach(p -> (p.startsWith(FileNames.UNDO + "/") ? reverse : forward).add(p));
    List<String> touched = new ArrayList<>(forward);
    touched.addAll(reverse);
    touched.add(FileNames.OPEN_SCHEMA);
    history.whollyOrNotAtAll(
        touched,
        () -> {
          if (history.read(FileNames.LOCK).isEmpty()) {
            history.write(FileNames.LOCK, LockFile.EMPTY.render());
          }
          if (openSchema != null) {
            history.write(FileNames.OPEN_SCHEMA, openSchema);
          }
          for (List<String> paths : List.of(reverse, forward)) {
            paths.forEach(path -> history.write(path, Objects.requireNonNull(texts.get(path))));
          }
        });
    work.compileAgain("the version is open");
    forward.addAll(reverse);
    return forward;
  }
}
