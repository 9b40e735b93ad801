package dev.eloquent.flyway;

import dev.eloquent.migration.MigrationCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The sealed versions of a catalogue for one dialect, as Flyway's resources: the same script names
 * and the same checksums as in the rows that this library's runtime writes.
 *
 * <p>A file is given to Flyway only if it is, by its SHA-256, the one that was compiled. Drafts and
 * open versions are not given to it.
 */
public final class EloquentResourceProvider implements ResourceProvider {
  private final Map<String, LoadableResource> resources = new TreeMap<>();

  /**
   * Reads and checks all files of the dialect from the class path of the catalogue's class.
   *
   * @param dialect {@code postgresql}, {@code mysql} (MariaDB, too) or {@code sqlite}
   * @throws org.flywaydb.core.api.FlywayException if the compiled catalogue and the files on its
   *     class path do not belong together
   */
  public EloquentResourceProvider(MigrationCatalog catalog, String dialect) {
    this(catalog, dialect, catalog.getClass().getClassLoader());
  }

  EloquentResourceProvider(MigrationCatalog catalog, String dialect, ClassLoader loader) {
    for (ScriptResource resource : new HistoryFiles(catalog, loader).scripts(dialect)) {
      resources.put(resource.getRelativePath(), resource);
    }
  }

  /** The script, or a script's settings ({@code V1__x.sql.conf}); null if there is none. */
  @Override
  public @Nullable LoadableResource getResource(String name) {
    return resources.get(name);
  }

  /** The scripts whose names begin and end so, sorted by name. */
  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    List<LoadableResource> found = new ArrayList<>();
    resources.forEach(
        (name, resource) -> {
          if (name.startsWith(prefix) && List.of(suffixes).stream().anyMatch(name::endsWith)) {
            found.add(resource);
          }
        });
    return found;
  }
}
