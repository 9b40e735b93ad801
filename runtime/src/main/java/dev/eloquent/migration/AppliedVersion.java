package dev.eloquent.migration;

import java.time.Duration;

/**
 * A version that a run has applied.
 *
 * @param script Flyway's script name, {@code V1__create_users.sql}
 * @param duration of its statements
 * @param draft whether it is not sealed yet
 */
public record AppliedVersion(
    int version, String name, String script, Duration duration, boolean draft) {}
