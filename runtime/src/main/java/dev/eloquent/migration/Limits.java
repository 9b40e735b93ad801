package dev.eloquent.migration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait, and how often to try again.
 *
 * @param migrator how long to wait for another migrator
 * @param lock how long a statement waits for the database's own locks; null for the session's limit
 * @param statement how long a statement may take; null likewise
 * @param retries how often what a lock stopped is tried again
 */
record Limits(
    Duration migrator, @Nullable Duration lock, @Nullable Duration statement, int retries) {}
