package dev.eloquent.processor;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.history.OutputFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/**
 * Finds the project, the catalogue and its history folder from the class output and the options.
 */
final class LocateHistory implements Pipeline.Stage {
  private static final String PROBE = "META-INF/eloquent/probe";
  private static final int PROBE_DEPTH = 3;

  @Override
  public void run(Compilation c) {
    c.output = OutputFolder.of(classOutput(c));
    // Build tools hand the options of the main classes to the compile of the test classes, too.
    c.catalog = c.output.test() ? OutputNames.TEST_CATALOG : c.options.catalog();
    String configured = c.options.migrations();
    if (configured == null) {
      byDefault(c);
    } else {
      c.historyText = c.output.portable(configured);
      c.historyFolder = c.output.resolve(configured);
      if (c.output.project() == null && isNeeded(c) && !Files.exists(c.historyFolder)) {
        c.diagnostics.report(Problem.NO_HISTORY_FOLDER, Location.NONE, configured);
      }
    }
  }

  private static void byDefault(Compilation c) {
    if (c.output.project() != null) {
      c.historyText = c.output.defaultHistory(OutputNames.historyFolder(c.catalog));
    } else if (isNeeded(c)) {
      c.diagnostics.report(Problem.NO_BUILD_FILE, Location.NONE);
    }
    c.historyFolder = c.output.resolve(c.historyText);
  }

  private static boolean isNeeded(Compilation c) {
    return !c.models.isEmpty() || !c.migrations.isEmpty();
  }

  /** The class output folder; empty if the compiler writes to something that is no folder. */
  private static Optional<Path> classOutput(Compilation c) {
    try {
      URI uri = probe(c.environment.getFiler()).toUri();
      if (!"file".equals(uri.getScheme())) {
        return Optional.empty();
      }
      Path folder = Path.of(uri);
      for (int i = 0; i < PROBE_DEPTH && folder != null; i++) {
        folder = folder.getParent();
      }
      return Optional.ofNullable(folder);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A file of the class output, which nobody reads or writes. */
  private static FileObject probe(Filer filer) throws IOException {
    try {
      return filer.getResource(StandardLocation.CLASS_OUTPUT, "", PROBE);
    } catch (IOException e) {
      // The Eclipse compiler finds only files that exist. Where one would be written it tells, too;
      // only opening it would make it.
      return filer.createResource(StandardLocation.CLASS_OUTPUT, "", PROBE);
    }
  }
}
