package dev.eloquent.migration;

import java.time.Duration;

/**
 * A version that was rolled back.
 *
 * @param script Flyway's script name, {@code V1__create_users.sql}
 * @param duration of the reverse's statements
 */
public record RolledBackVersion(int version, String script, Duration duration) {}
