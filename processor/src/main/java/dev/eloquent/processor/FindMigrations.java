package dev.eloquent.processor;

import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.history.VersionSource.OpenClass;
import dev.eloquent.processor.read.MigrationReader;
import dev.eloquent.processor.read.MigrationReader.JavaMigration;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Adds the Java migrations that are not in this compilation, of which the lock file names the
 * sealed ones and what the last compile left the open ones, and checks what all of them say.
 */
final class FindMigrations implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Map<String, SealedVersion> sealed = new HashMap<>();
    for (SealedVersion version : c.history.lock().versions()) {
      if (version.className() != null) {
        sealed.put(version.className(), version);
      }
    }
    addMissing(c, sealed.keySet());
    MigrationReader reader =
        new MigrationReader(
            c.environment.getElementUtils(), c.environment.getTypeUtils(), c.diagnostics);
    for (Map.Entry<String, TypeElement> entry : c.migrations.entrySet()) {
      JavaMigration migration = reader.read(entry.getValue());
      if (migration != null) {
        place(c, migration, sealed.get(entry.getKey()));
      }
    }
    sealed.values().stream()
        .filter(version -> !c.migrations.containsKey(version.className()))
        .sorted(Comparator.comparing(SealedVersion::version))
        .forEach(version -> gone(c, version));
  }

  private static void addMissing(Compilation c, Iterable<String> sealed) {
    readPrevious(c);
    NavigableSet<String> names = new TreeSet<>(c.previousMigrations);
    sealed.forEach(names::add);
    for (String name : names) {
      TypeElement type = c.migrations.containsKey(name) ? null : FindModels.find(c, name);
      if (type != null && MigrationReader.isMigration(type)) {
        c.migrations.put(name, type);
      }
    }
  }

  /** The open ones that the last compile into this class output saw; none in a clean build. */
  private static void readPrevious(Compilation c) {
    String resource = OutputNames.folder(c.catalog) + OutputNames.DRAFT_INDEX;
    try {
      CharSequence text =
          c.environment
              .getFiler()
              .getResource(StandardLocation.CLASS_OUTPUT, "", resource)
              .getCharContent(true);
      c.previousMigrations.addAll(DraftIndex.parse(text.toString()).javaClasses());
    } catch (IOException | IllegalArgumentException | FormatException e) {
      // None, or one of another release: then this is no part of a compile that it was left by.
    }
  }

  private static void place(Compilation c, JavaMigration migration, @Nullable SealedVersion own) {
    String className = migration.className();
    if (own != null) {
      if (own.version() != migration.number() || !own.name().equals(migration.name())) {
        c.diagnostics.report(
            Problem.MIGRATION_CHANGED, migration.at(), className, own.version(), own.name());
      }
      return;
    }
    int last = c.history.lock().lastVersion();
    if (migration.number() <= last) {
      c.diagnostics.report(
          Problem.MIGRATION_NUMBER, migration.at(), className, migration.number(), last);
      return;
    }
    OpenClass other =
        c.openClasses.putIfAbsent(
            migration.number(), new OpenClass(migration.number(), migration.name(), className));
    if (other != null) {
      c.diagnostics.report(
          Problem.MIGRATION_TWICE,
          migration.at(),
          className,
          other.className(),
          migration.number());
    }
    c.migrationPlaces.put(className, migration.at());
  }

  private static void gone(Compilation c, SealedVersion version) {
    String className = String.valueOf(version.className());
    TypeElement type = FindModels.find(c, className);
    c.diagnostics.report(
        Problem.MIGRATION_GONE,
        type == null ? Location.NONE : new Location(type, null, null),
        version.version(),
        className,
        type == null ? "is gone" : "has lost its @MigrationVersion");
  }
}
