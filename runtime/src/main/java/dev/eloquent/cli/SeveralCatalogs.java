package dev.eloquent.cli;

import dev.eloquent.cli.DatabaseCommand.Work;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.Migrators;
import dev.eloquent.migration.MissingReferenceException;
import dev.eloquent.registry.Catalogs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One command on several catalogues of one database; a start with one of them loads none of it. */
final class SeveralCatalogs {
  private final DatabaseCommand command;
  private final List<Work> all;

  SeveralCatalogs(DatabaseCommand command, List<Work> all) {
    this.command = command;
    this.all = all;
  }

  /**
   * Refuses what means one catalogue.
   *
   * @param historyTable what {@code --history-table} names; null for none
   * @param options those that were given and count versions
   * @throws CliException naming the option
   */
  static void check(@Nullable String historyTable, List<String> options) {
    List<String> given = new ArrayList<>(options);
    if (historyTable != null) {
      given.add(0, "--history-table");
    }
    if (!given.isEmpty()) {
      throw CliException.usage(
          CliProblem.ONE_CATALOG,
          given.get(0)
              + " is for one catalogue, each of which has its own history and versions, and the class"
              + " path holds several. Name one of them: --catalog ID.");
    }
  }

  /** The same work, whose runs are one batch. */
  static List<Work> together(List<Work> works) {
    List<Migrator> sharing = migrators(works).oneRun();
    List<Work> together = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      Work w = works.get(i);
      together.add(new Work(w.session(), w.place(), w.loaded(), sharing.get(i), w.summary()));
    }
    return together;
  }

  /** What they do as one. */
  static Migrators migrators(List<Work> works) {
    return Migrators.of(works.stream().map(Work::migrator).toList());
  }

  /** Those of the work whose migrator is one of these, in their order. */
  static List<Work> those(List<Work> works, List<Migrator> migrators) {
    List<Work> chosen = new ArrayList<>();
    for (Migrator migrator : migrators) {
      works.stream().filter(work -> work.migrator() == migrator).forEach(chosen::add);
    }
    return chosen;
  }

  /**
   * Works on one after the other. What changes the database ends with the first failure, for the
   * later ones may need what failed; what only looks goes on.
   */
  int run() {
    List<Work> works = command.prepare(all);
    RuntimeException none = null;
    RuntimeException unreached = null;
    int passed = 0;
    for (Work work : works) {
      work.session().workOn(work.place());
      // To wait once more for a server that is not there would tell the same.
      RuntimeException failure = unreached == null ? tried(work) : unreached;
      if (is(failure, MigrationProblem.EMPTY_CATALOG)) {
        none = failure;
        passed++;
        work.report("No version for this database.");
        work.summary().add(work.place(), Exit.DONE);
      } else if (failure != null) {
        unreached = is(failure, MigrationProblem.CONNECTION) ? failure : null;
        tell(work, failure);
      }
    }
    if (none != null && passed == works.size()) {
      throw none;
    }
    return works.get(0).summary().worst();
  }

  private @Nullable RuntimeException tried(Work work) {
    try {
      work.summary().add(work.place(), command.run(work));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static boolean is(@Nullable RuntimeException e, MigrationProblem problem) {
    return e instanceof MigrationException failure && failure.problem() == problem;
  }

  private void tell(Work work, RuntimeException failure) {
    RuntimeException told = named(work, failure);
    if (!command.readsOnly()) {
      throw told;
    }
    work.summary().add(work.place(), command.failed(work.session(), work.place(), told), told);
  }

  private RuntimeException named(Work work, RuntimeException e) {
    List<LoadedCatalog> loaded = all.stream().map(Work::loaded).toList();
    RuntimeException told = DatabaseCommand.explained(work.session(), work.place(), loaded, e);
    if (command.readsOnly() || !(told instanceof MigrationException failure)) {
      return told;
    }
    return with(failure, OutputNames.shown(work.place().catalog()) + ": " + failure.getMessage());
  }

  private static MigrationException with(MigrationException failure, String message) {
    return new MigrationException(
        failure.problem(), message, failure.version(), failure.statement(), failure.sql(), failure);
  }

  /**
   * Checks that every table that foreign keys refer to is there, or comes with one of these.
   *
   * @throws MigrationException refused, before anything is done
   */
  static void checkReferences(List<Work> works) {
    Set<String> coming = new HashSet<>();
    Map<String, String> owners = Catalogs.owners(works.get(0).loaded().loader());
    for (Work work : works) {
      String id = work.place().catalog();
      owners.forEach(
          (table, owner) -> {
            if (owner.equals(id)) {
              coming.add(table);
            }
          });
    }
    List<LoadedCatalog> all = works.stream().map(Work::loaded).toList();
    for (Work work : works) {
      try {
        work.migrator().requireReferences(coming);
      } catch (MissingReferenceException e) {
        throw missing(e, work.loaded(), all);
      }
    }
  }

  /** The failure that tables are missing, with whose they are. */
  static MigrationException missing(
      MissingReferenceException failure, LoadedCatalog loaded, List<LoadedCatalog> all) {
    Map<String, String> owners = Catalogs.owners(loaded.loader());
    List<String> hints = new ArrayList<>();
    for (String table : failure.tables()) {
      String owner = owners.get(table);
      if (owner == null) {
        hints.add(
            "no catalogue of the class path has table "
                + table
                + ": add its module's classes or jar to --classpath");
      } else if (all.stream().noneMatch(one -> one.catalog().id().equals(owner))) {
        hints.add(
            "table "
                + table
                + " is of "
                + OutputNames.shown(owner)
                + ": name that in --catalog, too");
      }
    }
    return hints.isEmpty()
        ? failure
        : with(failure, failure.getMessage() + "\n  next " + String.join("\n       ", hints));
  }
}
