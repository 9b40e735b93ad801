package dev.eloquent.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The server's clock, asked once and counted on by this process, so that it never jumps back. */
final class ServerClock {
  private final Instant base;
  private final long baseNanos = System.nanoTime();

  ServerClock(Instant base) {
    this.base = base;
  }

  /** Now, by the server's clock. */
  Instant now() {
    return base.plus(Duration.ofNanos(System.nanoTime() - baseNanos));
  }

  /** {@code 2026-11-21T22:09:58.123456Z}. */
  static String utc(Instant instant) {
    return WallClock.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), 'T', 6) + "Z";
  }
}
