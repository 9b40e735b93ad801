package dev.eloquent.processor;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.history.CommittedHistory.OpenSchema;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.option.Options.Mode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that every open version with SQL has a file for each SQL dialect, and says which ones
 * there are; in verify mode there may be none.
 */
final class VerifyOpen implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    checkSchema(c);
    int newest = c.history.lock().lastVersion() + c.open.size();
    for (VersionSource version : c.open) {
      if (version.java() != null) {
        continue;
      }
      checkDialects(c, version, version.version() == newest);
    }
    if (c.options.mode() == Mode.VERIFY) {
      for (VersionSource version : c.open) {
        c.diagnostics.report(
            Problem.UNSEALED_CHANGE, Location.NONE, "the open version " + label(version));
      }
    } else if (!c.open.isEmpty() && !c.diagnostics.hasErrors()) {
      String all = c.open.stream().map(VerifyOpen::label).collect(Collectors.joining(", "));
      c.diagnostics.report(Problem.OPEN, Location.NONE, all, c.historyText);
    }
  }

  private static String label(VersionSource version) {
    return "V" + version.version() + " " + version.name();
  }

  private static void checkSchema(Compilation c) {
    OpenSchema schema = c.history.open();
    if (schema != null && c.open.stream().noneMatch(v -> v.version() == schema.version())) {
      ReadHistory.report(
          c,
          new FormatException(
              "ELQ345",
              FileNames.OPEN_SCHEMA,
              0,
              "is the schema of the open version "
                  + schema.version()
                  + ", of which there is no file. If make:migration --edit was interrupted, run it again; otherwise"
                  + " restore the files, or delete this one, and the next compile drafts the version again."));
    }
  }

  /**
   * The newest one needs what is enabled now; one before it only what was enabled before and after
   * it, since a later one may have changed that.
   */
  private static void checkDialects(Compilation c, VersionSource version, boolean newest) {
    Set<String> required = new TreeSet<>(dialects(c.history.snapshot(), c));
    Set<String> allowed = new TreeSet<>(required);
    if (!newest) {
      Snapshot before = c.history.sealed() == null ? c.history.snapshot() : c.history.sealed();
      required.retainAll(dialects(before, c));
      allowed.addAll(dialects(before, c));
    }
    // What changes in SQL alone is no version of MongoDB's, and the reverse.
    boolean sql = version.scripts().keySet().stream().anyMatch(FileNames::isSql);
    required.removeIf(dialect -> !sql || !FileNames.isSql(dialect));
    for (String dialect : required) {
      if (!version.scripts().containsKey(dialect)) {
        ReadHistory.report(c, VersionSource.missing(version.version(), version.name(), dialect));
      }
    }
    for (String dialect : version.scripts().keySet()) {
      if (!allowed.contains(dialect)) {
        ReadHistory.report(
            c,
            new FormatException(
                "ELQ344",
                FileNames.migration(dialect, version.version(), version.name()),
                0,
                "is of a dialect that is not enabled; enabled are "
                    + String.join(", ", allowed)
                    + ". Delete the file, or enable the dialect with -Aeloquent.dialects."));
      }
    }
  }

  /** Before the first seal what the options say. */
  private static List<String> dialects(@Nullable Snapshot snapshot, Compilation c) {
    return snapshot == null ? c.enabled : snapshot.dialects();
  }
}
