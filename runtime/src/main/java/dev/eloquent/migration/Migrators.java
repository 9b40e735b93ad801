package dev.eloquent.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Replays several catalogues on one database, each with a history of its own.
 *
 * <p>They are given in the order in which they are applied, those that foreign keys refer to first;
 * what is undone is undone in the reverse order. What one run applies is a batch of the same number
 * in each history. A catalogue that has no version for the database is passed over, unless all have
 * none. The first failure ends it: what was done before stays, and the same call goes on from
 * there.
 */
public final class Migrators {
  private final List<Migrator> all;

  private Migrators(List<Migrator> all) {
    this.all = all;
  }

  /**
   * Those migrators, in that order.
   *
   * @throws IllegalArgumentException if there is none, or two have the same history table
   */
  public static Migrators of(List<Migrator> referencedFirst) {
    Set<String> tables = new HashSet<>();
    for (Migrator migrator : referencedFirst) {
      if (!tables.add(migrator.settings().historyTable())) {
        throw new IllegalArgumentException(
            "two catalogues with history table " + migrator.settings().historyTable());
      }
    }
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("no migrator");
    }
    return new Migrators(List.copyOf(referencedFirst));
  }

  /** A migrator for each of the catalogues, in their order. */
  public static Migrators of(
      List<MigrationCatalog> referencedFirst, Function<MigrationCatalog, Migrator> migrator) {
    return of(referencedFirst.stream().map(migrator).toList());
  }

  /** Applies what is pending; the results by the catalogues' ids, in the order of the run. */
  public Map<String, RunResult> run() {
    return run(RunOptions.ALL);
  }

  /**
   * Applies what is pending.
   *
   * @throws IllegalArgumentException if the options count versions: each catalogue has its own
   */
  public Map<String, RunResult> run(RunOptions options) {
    if (options.to() > 0 || options.step() > 0) {
      throw new IllegalArgumentException("to and step count the versions of one catalogue");
    }
    Map<String, RunResult> results = new LinkedHashMap<>();
    MigrationException none = null;
    for (Migrator migrator : oneRun()) {
      try {
        results.put(migrator.catalog().id(), migrator.run(options));
      } catch (MigrationException e) {
        if (e.problem() != MigrationProblem.EMPTY_CATALOG) {
          throw e;
        }
        none = e;
      }
    }
    if (none != null && results.isEmpty()) {
      throw none;
    }
    return results;
  }

  /** The migrators for one run of each, in order: what they apply is one batch. */
  public List<Migrator> oneRun() {
    IntSupplier batch = new SharedBatch();
    List<Migrator> sharing = new ArrayList<>();
    for (Migrator migrator : all) {
      sharing.add(migrator.withSharedBatch(batch));
    }
    return List.copyOf(sharing);
  }

  /** The number of a run's batch, found out when something is to be applied. */
  private final class SharedBatch implements IntSupplier {
    private int number;

    @Override
    public int getAsInt() {
      if (number == 0) {
        for (Migrator migrator : all) {
          number = Math.max(number, migrator.lastBatch());
        }
        number++;
      }
      return number;
    }
  }

  /** Undoes the newest batch, in all catalogues that have versions of it. */
  public Map<String, RollbackResult> rollback() {
    return undo(newestBatch(), RollbackOptions.newestBatch());
  }

  /** Undoes everything. */
  public Map<String, RollbackResult> reset() {
    return undo(lastFirst(), RollbackOptions.all());
  }

  private static Map<String, RollbackResult> undo(
      List<Migrator> migrators, RollbackOptions options) {
    Map<String, RollbackResult> results = new LinkedHashMap<>();
    for (Migrator migrator : migrators) {
      results.put(migrator.catalog().id(), migrator.rollback(options));
    }
    return results;
  }

  /** The migrators in the order of undoing. */
  public List<Migrator> lastFirst() {
    List<Migrator> reverse = new ArrayList<>(all);
    Collections.reverse(reverse);
    return List.copyOf(reverse);
  }

  /**
   * Of these, in the order of undoing, those that have versions of the newest batch; none if
   * nothing is applied. Reads only.
   */
  public List<Migrator> newestBatch() {
    Map<Migrator, Integer> batches = new LinkedHashMap<>();
    for (Migrator migrator : lastFirst()) {
      batches.put(migrator, migrator.newestBatch());
    }
    int newest = Collections.max(batches.values());
    batches.values().removeIf(batch -> batch == 0 || batch < newest);
    return List.copyOf(batches.keySet());
  }

  /**
   * What {@link #empty} would drop, such as {@code table users}; reads only.
   *
   * @throws MigrationException refused, as {@link #empty} would be
   */
  public List<String> emptyPlan() {
    return call(sessions -> new Fresher(sessions).plan());
  }

  /**
   * Drops what the current schema holds, except histories and journals and what extensions own, and
   * records every applied version as undone; {@link #run()} applies all again.
   *
   * @return what was dropped, in that order
   * @throws MigrationException refused, if the schema holds the history of one more catalogue, or a
   *     catalogue must not run
   */
  public List<String> empty() {
    return call(
        sessions -> {
          for (Session session : sessions) {
            RunPlanner.checkUnsealed(session.settings(), session.versions());
          }
          return new Fresher(sessions).empty();
        });
  }

  /** Work on sessions of all catalogues. */
  private interface Call<T> {
    T on(List<Session> sessions) throws SQLException;
  }

  private <T> T call(Call<T> work) {
    List<Session> sessions = new ArrayList<>();
    try {
      for (Migrator migrator : all) {
        sessions.add(Session.open(migrator.settings()));
      }
      return work.on(sessions);
    } catch (SQLException e) {
      throw sessions.get(0).failure(e);
    } finally {
      Collections.reverse(sessions);
      sessions.forEach(Session::close);
    }
  }
}
