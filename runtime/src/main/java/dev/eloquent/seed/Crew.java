package dev.eloquent.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that share work, each with a connection of its own. */
final class Crew {
  private final ModelStore store;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Crew(ModelStore store, int size) {
    this.store = store;
    this.size = size;
  }

  /** What a thread does with its connection. */
  interface Work {
    /** Does the part of that number, from 0. */
    void part(ModelStore fork, int number);
  }

  /**
   * Does all parts, or until one fails or the caller is interrupted; those that were begun have
   * ended then.
   *
   * @return what failed first; null for nothing
   */
  @Nullable Throwable run(int parts, Work work) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      Thread thread = new Thread(() -> takeTurns(parts, work), "eloquent-seed-" + i);
      try {
        thread.start();
        threads.add(thread);
      } catch (OutOfMemoryError e) {
        // The system has no more threads; those that run are awaited below.
        failed(e);
        break;
      }
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= awaited(thread, threads);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return failure.get();
  }

  /** Whether the caller was interrupted while it waited for the thread's end. */
  private boolean awaited(Thread thread, List<Thread> all) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        failed(e);
        // Whoever waits for something in a definition learns of it, too.
        all.forEach(Thread::interrupt);
      }
    }
  }

  private void takeTurns(int parts, Work work) {
    try (ModelStore fork = store.fork()) {
      while (failure.get() == null) {
        int part = next.getAndIncrement();
        if (part >= parts) {
          return;
        }
        work.part(fork, part);
      }
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    Throwable first = failure.compareAndExchange(null, e);
    if (first != null && first != e) {
      first.addSuppressed(e);
    }
  }
}
