package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.emit.Emitter;
import dev.eloquent.processor.emit.Unsealed;
import dev.eloquent.processor.history.CommittedHistory.OpenSchema;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.SnapshotJson;
import dev.eloquent.processor.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;

/** Everything that happens to the models, in order. */
final class Pipeline {
  /** One step; it reports what is wrong and leaves the rest to the pipeline. */
  interface Stage {
    /** Does its work on the compilation. */
    void run(Compilation c);
  }

  /**
   * The order: where we are, what is committed, what the models say, how they differ, what to do
   * about it.
   */
  private static final List<Stage> STAGES =
      List.of(
          new LocateHistory(),
          new ReadHistory(),
          new FindModels(),
          new ReadModels(),
          new ReadSeeds(),
          new ChooseDialects(),
          new CompareSchemas(),
          new LintChanges(),
          new VerifyScripts(),
          new VerifyOpen(),
          new PlanDraft(),
          new VerifySealed());

  private Pipeline() {}

  /**
   * Runs all stages, up to the first after which there is an error, then writes the Java.
   *
   * <p>A tampered script is reported whatever else is wrong, and nothing is left running.
   *
   * @return what still has to write its resources; empty if there was an error or nothing to do
   */
  static Optional<Emitter> run(Compilation c) {
    for (Stage stage : STAGES) {
      stage.run(c);
      if (c.diagnostics.hasErrors()) {
        new VerifyScripts().run(c);
        return Optional.empty();
      }
      if (stage instanceof FindModels && !c.isRelevant()) {
        return seedsAlone(c);
      }
    }
    return emit(c);
  }

  /** Tests and modules of their own seed the models of others. */
  private static Optional<Emitter> seedsAlone(Compilation c) {
    new ReadSeeds().run(c);
    if (c.diagnostics.hasErrors() || !ReadSeeds.any(c)) {
      return Optional.empty();
    }
    Emitter emitter = emitter(c);
    emitter.seeds(c.accessors, c.seeds.navigableKeySet(), c.seedServices);
    return Optional.of(emitter);
  }

  private static Emitter emitter(Compilation c) {
    List<TypeElement> origins = new ArrayList<>(c.models.values());
    origins.addAll(c.seeds.values());
    return new Emitter(c.environment.getFiler(), c.catalog, origins);
  }

  private static Unsealed unsealed(Compilation c) {
    Snapshot snapshot = c.history.snapshot();
    List<String> dialects = snapshot == null ? c.enabled : snapshot.dialects();
    Snapshot ends =
        snapshot == null
            ? new Snapshot(Schema.EMPTY, dialects, c.packageName, "", List.of())
            : snapshot.withChain("");
    // Not written without need: with many models it is the largest text of a compile.
    String endsText = c.open.isEmpty() ? "" : SnapshotJson.write(ends);
    OpenSchema open = c.history.open();
    return new Unsealed(dialects, c.open, endsText, open == null ? "" : open.hash(), c.draft);
  }

  private static Optional<Emitter> emit(Compilation c) {
    Emitter emitter = emitter(c);
    try {
      emitter.versions(
          c.packageName,
          c.historyText,
          c.history.lock(),
          SealedScripts.await(c.scripts).classes(),
          unsealed(c),
          c.dialects);
    } catch (FormatException e) {
      c.diagnostics.report(e);
      return Optional.empty();
    }
    emitter.models(c.packageName, c.read.schema(), new TreeSet<>(c.models.keySet()));
    if (ReadSeeds.any(c)) {
      emitter.seeds(c.accessors, c.seeds.navigableKeySet(), c.seedServices);
    }
    return Optional.of(emitter);
  }
}
