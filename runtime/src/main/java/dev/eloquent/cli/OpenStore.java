package dev.eloquent.cli;

import dev.eloquent.seed.ModelStore;
import dev.eloquent.seed.SqlModelStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store of a target's, and what is closed behind it.
 *
 * @param behind closes what the store leaves open
 */
record OpenStore(ModelStore store, Runnable behind) implements AutoCloseable {
  /**
   * Opens one.
   *
   * @param lockTimeout how long a statement waits for a lock; null for the database's own limit
   * @throws CliException if the driver of MongoDB is not there
   */
  static OpenStore of(Target target, @Nullable Duration lockTimeout) {
    if (target.kind().sql()) {
      return new OpenStore(SqlModelStore.open(target.forWriting(lockTimeout)), () -> {});
    }
    try {
      return MongoTarget.store(target.url(), String.valueOf(target.database()));
    } catch (NoClassDefFoundError e) {
      throw Target.noDriver(e);
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } finally {
      behind.run();
    }
  }
}
