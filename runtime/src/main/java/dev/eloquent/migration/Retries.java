package dev.eloquent.migration;

import java.sql.SQLException;
import java.time.Duration;

/** Tries again, a few times, what somebody else's lock stopped and of which nothing stays. */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Session session;
  private int used;

  Retries(Session session) {
    this.session = session;
  }

  /** How often it has. */
  int used() {
    return used;
  }

  /** Waits and gets ready, after the rollback; false if the failure is the end. */
  boolean again(int version, int statement, SQLException e) {
    Limits limits = session.settings().limits();
    Limit limit = Limit.of(e, limits);
    boolean locked = limit == Limit.LOCK || limit == Limit.DEADLOCK;
    // In a transaction of the whole run there is more to begin again than this.
    if (!locked || used >= limits.retries() || session.isWhole()) {
      return false;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(used, 10));
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    used++;
    session.listener().retrying(version, statement, used, limits.retries(), pause);
    try {
      Thread.sleep(pause.toMillis());
      session.reload();
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (SQLException later) {
      e.addSuppressed(later);
      return false;
    }
  }
}
