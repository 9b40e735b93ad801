package dev.eloquent.processor;

import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.processor.access.Accessor;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Origins;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.emit.Draft;
import dev.eloquent.processor.history.CommittedHistory;
import dev.eloquent.processor.history.OutputFolder;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.OpenClass;
import dev.eloquent.processor.option.Options;
import dev.eloquent.processor.read.ReadResult;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the pipeline knows; each stage fills the part that its name says and reads those
 * before.
 */
final class Compilation {
  final ProcessingEnvironment environment;
  final Options options;
  final Diagnostics diagnostics;

  /** The outermost classes that are compiled from source. */
  final Set<String> roots;

  /** Every dialect on the processor path, by id. */
  final NavigableMap<String, Dialect> dialects;

  // LocateHistory
  OutputFolder output = new OutputFolder(null, false);
  String catalog = "";
  String historyText = "";
  Path historyFolder = Path.of("");

  // FindMigrations
  final NavigableMap<String, TypeElement> migrations = new TreeMap<>();
  final NavigableSet<String> previousMigrations = new TreeSet<>();
  final Map<String, Location> migrationPlaces = new TreeMap<>();
  final NavigableMap<Integer, OpenClass> openClasses = new TreeMap<>();

  // ReadHistory
  CommittedHistory history = CommittedHistory.EMPTY;
  CompletableFuture<SealedScripts> scripts = SealedScripts.NONE;

  // FindModels
  final NavigableMap<String, TypeElement> models;
  final NavigableSet<String> previousModels = new TreeSet<>();

  // ReadModels
  ReadResult read = new ReadResult(Schema.EMPTY, Intents.NONE, new Origins());

  // ReadSeeds
  final NavigableMap<String, TypeElement> seeds = new TreeMap<>();
  final NavigableSet<String> previousSeeds = new TreeSet<>();
  Collection<Accessor> accessors = List.of();
  final NavigableMap<String, NavigableSet<String>> seedServices = new TreeMap<>();

  // ChooseDialects
  List<String> enabled = List.of();
  String packageName = "";
  final List<Refusal> refusals = new ArrayList<>();

  // CompareSchemas
  ChangeSet changes = new ChangeSet(Schema.EMPTY, Schema.EMPTY, List.of());
  List<String> consumedRenames = List.of();
  final Map<String, ChangeSet> changesByDialect = new TreeMap<>();

  /** Whether a table changes, of whatever SQL dialect, and not collections alone. */
  boolean tablesChange;

  // VerifyScripts
  List<VersionSource> open = List.of();

  // PlanDraft
  @Nullable Draft draft;
  String draftSummary = "";

  Compilation(
      ProcessingEnvironment environment,
      Options options,
      Diagnostics diagnostics,
      NavigableMap<String, Dialect> dialects,
      Set<String> roots,
      NavigableMap<String, TypeElement> models) {
    this.environment = environment;
    this.options = options;
    this.diagnostics = diagnostics;
    this.dialects = dialects;
    this.roots = Set.copyOf(roots);
    this.models = new TreeMap<>(models);
  }

  /** Whether there is anything to do: a project without models and history is left alone. */
  boolean isRelevant() {
    return !models.isEmpty()
        || !previousModels.isEmpty()
        || !previousMigrations.isEmpty()
        || history.lock().lastVersion() > 0
        || !SealedScripts.await(scripts).open().isEmpty();
  }
}
