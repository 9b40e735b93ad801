package dev.eloquent.processor;

import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Settles which dialects are drafted, and the package of generated code; asks each dialect whether
 * it can hold it.
 */
final class ChooseDialects implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Snapshot snapshot = c.history.snapshot();
    List<String> chosen = c.options.dialects();
    boolean free = chosen == null && snapshot == null;
    if (chosen == null) {
      chosen = byDefault(c, snapshot);
    }
    c.enabled = check(c, chosen, free);
    c.packageName = packageName(c, snapshot);
    reportCollections(c, chosen);
  }

  /** What was enabled before, at first every SQL dialect; and MongoDB once a model asks for it. */
  private static List<String> byDefault(Compilation c, @Nullable Snapshot snapshot) {
    Set<String> all = new TreeSet<>(snapshot == null ? c.dialects.keySet() : snapshot.dialects());
    boolean collections = c.read.schema().tables().stream().anyMatch(Table::isCollection);
    if (snapshot == null) {
      all.removeIf(id -> !FileNames.isSql(id));
    }
    if (collections) {
      c.dialects.keySet().stream().filter(id -> !FileNames.isSql(id)).forEach(all::add);
    }
    return List.copyOf(all);
  }

  private static void reportCollections(Compilation c, List<String> chosen) {
    if (chosen.stream().allMatch(FileNames::isSql)) {
      for (Table table : c.read.schema().tables()) {
        if (table.isCollection()) {
          Finding finding =
              Finding.of(
                  Problem.COLLECTION_NOT_DRAFTED, SchemaPath.table(table.name()), table.name());
          c.diagnostics.report(finding, c.read.origins());
        }
      }
    }
  }

  private static List<String> check(Compilation c, List<String> chosen, boolean free) {
    Map<String, List<Finding>> unable = new TreeMap<>();
    List<String> able = new ArrayList<>();
    Set<String> sealed = sealedDialects(c);
    for (String id : chosen) {
      Dialect dialect = c.dialects.get(id);
      if (dialect == null) {
        c.diagnostics.report(
            Finding.of(
                Problem.BAD_OPTION, null, "eloquent.dialects", id, "is no dialect of this release"),
            c.read.origins());
        continue;
      }
      List<Finding> findings =
          sealed.contains(id) ? List.of() : dialect.check(schemaFor(dialect, c.read.schema()));
      if (findings.isEmpty()) {
        able.add(id);
      } else if (!FileNames.isSql(id)) {
        // A collection lives nowhere else, so its dialect is never left out.
        findings.forEach(f -> c.diagnostics.report(f, c.read.origins()));
      } else {
        unable.put(id, findings);
      }
    }
    if (free && !able.isEmpty()) {
      leaveOut(c, unable, able);
    } else {
      unable.values().forEach(all -> all.forEach(f -> c.diagnostics.report(f, c.read.origins())));
    }
    return List.copyOf(able);
  }

  /** The dialects that hold exactly these models already, so that there is nothing to ask them. */
  private static Set<String> sealedDialects(Compilation c) {
    Snapshot snapshot = c.history.snapshot();
    return snapshot != null && snapshot.schema().equals(c.read.schema())
        ? Set.copyOf(snapshot.dialects())
        : Set.of();
  }

  /**
   * Nobody chose this dialect and nothing is sealed yet: a warning, and sealing waits until
   * somebody chooses.
   */
  private static void leaveOut(
      Compilation c, Map<String, List<Finding>> unable, List<String> able) {
    unable.forEach(
        (id, findings) -> {
          for (Finding f : findings) {
            Finding warning =
                Finding.of(
                    Problem.DIALECT_LEFT_OUT, f.path(), id, f.message(), String.join(",", able));
            c.diagnostics.report(warning, c.read.origins());
            c.refusals.add(new Refusal(true, Problem.DIALECT_LEFT_OUT.code(), warning.message()));
          }
        });
  }

  /** The part of a schema that lives in the dialect's databases. */
  static Schema schemaFor(Dialect dialect, Schema schema) {
    return schema.filter(dialect::holds);
  }

  private static String packageName(Compilation c, @Nullable Snapshot snapshot) {
    String option = c.options.generatedPackage();
    if (option != null) {
      return option;
    }
    if (snapshot != null) {
      return snapshot.packageName();
    }
    String common = null;
    for (Map.Entry<String, TypeElement> model : c.models.entrySet()) {
      PackageElement in = c.environment.getElementUtils().getPackageOf(model.getValue());
      String name = in.getQualifiedName().toString();
      common = common == null ? name : commonPrefix(common, name);
    }
    String base = common == null || common.isEmpty() ? "migrations" : common + ".migrations";
    return c.catalog.isEmpty() ? base : base + "." + c.catalog;
  }

  private static String commonPrefix(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    List<String> same = new ArrayList<>();
    for (int i = 0; i < Math.min(left.length, right.length) && left[i].equals(right[i]); i++) {
      same.add(left[i]);
    }
    return String.join(".", same);
  }

  /** Whether any table lives in one dialect only. */
  static boolean isPinned(Schema schema) {
    return schema.tables().stream()
        .map(Table::connection)
        .anyMatch(connection -> !connection.isEmpty());
  }
}
