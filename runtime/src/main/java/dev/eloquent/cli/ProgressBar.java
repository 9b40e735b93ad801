package dev.eloquent.cli;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far a long run is: on a terminal a bar that is drawn anew, elsewhere
 * a line now and then, and nothing at all for what is over in a moment.
 */
final class ProgressBar implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration FIRST_BAR = Duration.ofMillis(500);

  /** Without a terminal: the first line, and then each after twice the time, up to the longest. */
  private static final Duration FIRST_LINE = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int BAR = 20;

  private final Session session;
  private final LongSupplier nanos;
  private final boolean live;
  private @Nullable Thread ticker;
  private long begun;
  private long nextLine = FIRST_LINE.toNanos();
  private int versions;
  private int done;
  private String name = "";
  private String unit = "";
  private long at;
  private long of;

  ProgressBar(Session session, LongSupplier nanos) {
    this.session = session;
    this.nanos = nanos;
    this.live = session.screen().live();
  }

  /** A run begins: so many versions are applied or undone. */
  synchronized void begin(int count) {
    begun = nanos.getAsLong();
    nextLine = FIRST_LINE.toNanos();
    versions = count;
    done = 0;
    name = "";
    if (count > 0 && ticker == null && !session.jsonLogs() && session.logsWarnings()) {
      ticker = new Thread(this::tickOn, "progress");
      ticker.setDaemon(true);
      ticker.start();
    }
  }

  private void tickOn() {
    try {
      while (true) {
        Thread.sleep(TICK.toMillis());
        tick();
      }
    } catch (InterruptedException e) {
      // The end: nothing waits for this thread.
    }
  }

  /** A version begins. */
  synchronized void version(String label, int statements, int finished) {
    // In one transaction for all, what is done is told at its end only.
    done += name.isEmpty() ? 0 : 1;
    name = label;
    unit = "statement ";
    at = finished;
    of = statements;
  }

  /** So many of its statements are done. */
  synchronized void statements(int count) {
    at = count;
  }

  /** A Java migration's own count; a total of 0 is unknown. */
  synchronized void counted(long count, long total) {
    unit = "";
    at = count;
    of = total;
  }

  /** The version is done. */
  synchronized void versionDone() {
    done += name.isEmpty() ? 0 : 1;
    name = "";
    if (done >= versions) {
      close();
    }
  }

  /** Shows where it stands, if it is time for that. */
  synchronized void tick() {
    long elapsed = nanos.getAsLong() - begun;
    if (name.isEmpty()) {
      return;
    }
    if (live) {
      if (elapsed >= FIRST_BAR.toNanos()) {
        session.screen().draw(bar() + " " + text(elapsed));
      }
    } else if (elapsed >= nextLine) {
      nextLine = elapsed + Math.min(elapsed, LONGEST_PAUSE.toNanos());
      session.note("  running     " + text(elapsed));
    }
  }

  private String bar() {
    int full = (int) (fraction() * BAR);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  private double fraction() {
    double within = of == 0 ? 0 : Math.min(1, (double) at / of);
    return Math.min(1, (done + within) / versions);
  }

  private String text(long elapsed) {
    StringBuilder text = new StringBuilder(name);
    if (of > 0) {
      boolean statements = !unit.isEmpty();
      text.append(", ").append(unit).append(statements ? Math.min(at + 1, of) : at);
      text.append(" of ").append(of);
    } else if (at > 0) {
      text.append(", ").append(at);
    }
    if (versions > 1) {
      text.append(", version ").append(done + 1).append(" of ").append(versions);
    }
    text.append(", ").append(clock(elapsed));
    double fraction = fraction();
    if (fraction > 0) {
      text.append(", about ").append(clock((long) (elapsed / fraction - elapsed))).append(" left");
    }
    return text.toString();
  }

  /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
  static String clock(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(Math.max(0, nanos));
    long hours = seconds / 3600;
    String minutes = hours > 0 ? two(seconds / 60 % 60) : Long.toString(seconds / 60);
    return (hours > 0 ? hours + ":" : "") + minutes + ":" + two(seconds % 60);
  }

  private static String two(long number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** Takes it away. */
  @Override
  public synchronized void close() {
    if (ticker != null) {
      ticker.interrupt();
      ticker = null;
    }
    name = "";
    session.screen().erase();
  }
}
