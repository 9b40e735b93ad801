package dev.eloquent.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a factory is configured.
 *
 * @param givenSeed the seed number; null for that of whoever uses the factory, else 0
 * @param first the index of the first row
 * @param steps what is done to each row, in order
 * @param children what each row has
 */
record Recipe<T>(
    @Nullable Long givenSeed, long first, List<Step<T>> steps, List<Children<T, ?>> children) {

  /** What is done to a row behind its definition. */
  sealed interface Step<T> {}

  /** A change. */
  @FunctionalInterface
  non-sealed interface Change<T> extends Step<T> {
    /** Gives the changed row. */
    T apply(T row, Draw draw);
  }

  /** A parent that is made once for all rows. */
  record Parent<T, P>(Factory<P> parents, BiFunction<T, P, T> link) implements Step<T> {
    Change<T> prepared(@Nullable ModelStore store, long seed) {
      Factory<P> factory = parents.with(parents.recipe().orSeed(seed));
      P parent = store == null ? factory.make() : factory.create(store);
      return (row, draw) -> link.apply(row, parent);
    }
  }

  /** Rows that each row has. */
  record Children<T, C>(Factory<C> factory, int count, BiFunction<C, T, C> link) {
    Children<T, C> prepared(ModelStore store, long seed) {
      Recipe<C> recipe = factory.recipe().orSeed(seed);
      return new Children<>(factory.with(recipe).prepared(store), count, link);
    }

    /** Makes and writes those of the parents, the first of which has that index. */
    void write(ModelStore store, List<T> parents, long firstParent) {
      long first = firstParent * count;
      Change<C> linked =
          (row, draw) -> link.apply(row, parents.get((int) ((draw.index() - first) / count)));
      Creation.write(
          factory.with(factory.recipe().then(linked)),
          store,
          first,
          Math.multiplyExact(parents.size(), count));
    }
  }

  Recipe {
    steps = List.copyOf(steps);
    children = List.copyOf(children);
  }

  static <T> Recipe<T> empty() {
    return new Recipe<>(null, 0, List.of(), List.of());
  }

  long seed() {
    return givenSeed == null ? 0 : givenSeed;
  }

  Recipe<T> withSeed(long seed) {
    return new Recipe<>(seed, first, steps, children);
  }

  /** With that seed number unless it has one. */
  Recipe<T> orSeed(long seed) {
    return givenSeed == null ? withSeed(seed) : this;
  }

  Recipe<T> startingAt(long index) {
    return new Recipe<>(givenSeed, index, steps, children);
  }

  Recipe<T> then(Change<T> change) {
    return withStep(change);
  }

  Recipe<T> withParent(Parent<T, ?> parent) {
    return withStep(parent);
  }

  private Recipe<T> withStep(Step<T> step) {
    List<Step<T>> more = new ArrayList<>(steps);
    more.add(step);
    return new Recipe<>(givenSeed, first, more, children);
  }

  Recipe<T> withChildren(Children<T, ?> more) {
    List<Children<T, ?>> all = new ArrayList<>(children);
    all.add(more);
    return new Recipe<>(givenSeed, first, steps, all);
  }

  /** Whether a parent is made, for a row or for what it has. */
  boolean hasParents() {
    return steps.stream().anyMatch(Parent.class::isInstance)
        || children.stream().anyMatch(child -> child.factory().recipe().hasParents());
  }

  /**
   * With every parent made, each from a seed number of its own; without a store there are no
   * children.
   */
  Recipe<T> prepared(@Nullable ModelStore store) {
    List<Step<T>> made = new ArrayList<>();
    for (Step<T> step : steps) {
      made.add(
          step instanceof Parent<T, ?> parent
              ? parent.prepared(store, related(made.size()))
              : step);
    }
    List<Children<T, ?>> had = new ArrayList<>();
    if (store != null) {
      for (Children<T, ?> child : children) {
        had.add(child.prepared(store, related(-1 - had.size())));
      }
    }
    return new Recipe<>(givenSeed, first, made, had);
  }

  private long related(int ordinal) {
    return Draw.mix(seed() ^ Draw.mix(ordinal));
  }

  /** The row behind all changes; parents are prepared. */
  T changed(T row, Draw draw) {
    T changed = row;
    for (Step<T> step : steps) {
      changed =
          Objects.requireNonNull(((Change<T>) step).apply(changed, draw), "a state gave null");
    }
    return changed;
  }

  /** Makes and writes what these rows have. */
  void writeChildren(ModelStore store, List<T> rows, long firstRow) {
    for (Children<T, ?> child : children) {
      child.write(store, rows, firstRow);
    }
  }
}
