package dev.eloquent.processor;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for the sealed and open scripts and reports what is wrong with them, once. */
final class VerifyScripts implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    SealedScripts scripts = SealedScripts.await(c.scripts);
    scripts.problems().forEach(problem -> ReadHistory.report(c, problem));
    c.open = scripts.open();
    c.scripts =
        CompletableFuture.completedFuture(
            new SealedScripts(scripts.classes(), scripts.open(), List.of()));
  }
}
