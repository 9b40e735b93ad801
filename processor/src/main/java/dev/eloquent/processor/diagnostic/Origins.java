package dev.eloquent.processor.diagnostic;

import dev.eloquent.processor.schema.SchemaPath;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each thing of a schema was declared; filled by the reader. */
public final class Origins {
  private final Map<SchemaPath, Location> locations = new HashMap<>();

  /** Notes where the thing was declared. */
  public void put(SchemaPath path, Location location) {
    locations.putIfAbsent(path, location);
  }

  /** Where it was declared; its table's place if it is unknown, nowhere if that is, too. */
  public Location of(@Nullable SchemaPath path) {
    if (path == null) {
      return Location.NONE;
    }
    Location exact = locations.get(path);
    return exact != null
        ? exact
        : locations.getOrDefault(SchemaPath.table(path.table()), Location.NONE);
  }
}
