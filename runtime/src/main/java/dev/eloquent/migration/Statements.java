package dev.eloquent.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements in the order they run; of a large script's, one at a time is in memory.
 *
 * @param <T> what is known of each
 */
public abstract class Statements<T> {
  /** Only this package knows where statements come from. */
  Statements() {}

  /** Reads statements one after the other. */
  public interface Cursor<T> extends AutoCloseable {
    /** The next one; null behind the last. */
    @Nullable T next();

    @Override
    void close();
  }

  /** Statements that are in memory. */
  public static <T> Statements<T> of(List<T> statements) {
    return new Listed<>(statements);
  }

  /** How many there are. */
  public abstract int count();

  /** Whether they are too many to be held at once. */
  public abstract boolean isLarge();

  /**
   * Reads those from a number on, which counts from 1.
   *
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public abstract Cursor<T> from(int number);

  /** Those behind the first so many. */
  public Statements<T> after(int finished) {
    return finished == 0 ? this : new Mapped<>(this, finished, each -> each);
  }

  /** The same, with something else known of each. */
  <R> Statements<R> map(Function<T, R> mapping) {
    return new Mapped<>(this, 0, mapping);
  }

  /** Does something with each. */
  public final void forEach(Consumer<? super T> action) {
    try (Cursor<T> cursor = from(1)) {
      for (T next = cursor.next(); next != null; next = cursor.next()) {
        action.accept(next);
      }
    }
  }

  /** All of them, in memory. */
  public List<T> toList() {
    List<T> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }

  private static final class Listed<T> extends Statements<T> {
    private final List<T> statements;

    Listed(List<T> statements) {
      this.statements = List.copyOf(statements);
    }

    @Override
    public int count() {
      return statements.size();
    }

    @Override
    public boolean isLarge() {
      return false;
    }

    @Override
    public Cursor<T> from(int number) {
      return new Cursor<>() {
        private int next = number - 1;

        @Override
        public @Nullable T next() {
          return next < statements.size() ? statements.get(next++) : null;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<T> toList() {
      return statements;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Listed<?> listed && listed.statements.equals(statements);
    }

    @Override
    public int hashCode() {
      return statements.hashCode();
    }
  }

  private static final class Mapped<S, T> extends Statements<T> {
    private final Statements<S> all;
    private final int before;
    private final Function<S, T> mapping;

    Mapped(Statements<S> all, int before, Function<S, T> mapping) {
      this.all = all;
      this.before = Math.min(before, all.count());
      this.mapping = mapping;
    }

    @Override
    public int count() {
      return all.count() - before;
    }

    @Override
    public boolean isLarge() {
      return all.isLarge();
    }

    @Override
    public Cursor<T> from(int number) {
      Cursor<S> cursor = all.from(before + number);
      return new Cursor<>() {
        @Override
        public @Nullable T next() {
          S next = cursor.next();
          return next == null ? null : mapping.apply(next);
        }

        @Override
        public void close() {
          cursor.close();
        }
      };
    }
  }
}
