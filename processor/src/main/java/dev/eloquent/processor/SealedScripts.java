package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.emit.VersionClasses;
import dev.eloquent.processor.history.ScriptReader;
import dev.eloquent.processor.history.VersionSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The sealed and open scripts, read, verified and split.
 *
 * @param classes ready to be written
 * @param open the open versions among them
 * @param problems why they must not be
 */
record SealedScripts(
    VersionClasses classes, List<VersionSource> open, List<FormatException> problems) {
  /** No script. */
  static final CompletableFuture<SealedScripts> NONE =
      CompletableFuture.completedFuture(
          new SealedScripts(VersionClasses.NONE, List.of(), List.of()));

  /** Copies the lists. */
  SealedScripts {
    open = List.copyOf(open);
    problems = List.copyOf(problems);
  }

  /**
   * Starts reading in a thread of its own: in a fresh compiler this takes as long as reading the
   * models does, and neither needs the other.
   */
  static CompletableFuture<SealedScripts> readBeside(
      ScriptReader reader, LockFile lock, Map<String, Dialect> dialects, String catalog) {
    CompletableFuture<SealedScripts> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(read(reader, lock, dialects, catalog));
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "eloquent-sealed-scripts");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private static SealedScripts read(
      ScriptReader reader, LockFile lock, Map<String, Dialect> dialects, String catalog) {
    List<VersionSource> versions = reader.read(lock);
    List<FormatException> problems = new ArrayList<>(reader.problems());
    VersionClasses classes = VersionClasses.NONE;
    if (problems.isEmpty()) {
      try {
        classes = VersionClasses.sealed(versions, dialects, catalog);
      } catch (FormatException e) {
        problems.add(e);
      }
      for (VersionSource open : reader.open()) {
        try {
          classes = classes.and(open, dialects, catalog);
        } catch (FormatException e) {
          problems.add(e);
        }
      }
      problems.addAll(classes.problems());
    }
    return new SealedScripts(classes, reader.open(), problems);
  }

  /** Waits for it. */
  static SealedScripts await(CompletableFuture<SealedScripts> scripts) {
    try {
      return scripts.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
