package dev.eloquent.cli;

import dev.eloquent.cli.SeedPrecheck.Finding;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.seed.SeedResult;
import dev.eloquent.seed.Seeder;
import dev.eloquent.seed.Seeding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the commands that seed have in common. */
final class SeedWork {
  /** The seeder that is meant where none is named. */
  static final String USUAL = "DatabaseSeeder";

  private final Session session;
  private final LoadedCatalog loaded;
  private final SeedOptions options;
  private final Seeder seeder;
  private final boolean namesModels;
  private final List<ModelDescriptor> models;

  /**
   * Finds the seeder.
   *
   * @throws CliException if it is not clear which
   */
  SeedWork(Session session, LoadedCatalog loaded, SeedOptions options) {
    this.session = session;
    this.loaded = loaded;
    this.options = options;
    SeedClasses<Seeder> classes = new SeedClasses<>(Seeder.class, "seeder", USUAL, loaded);
    this.seeder = classes.find(options.className);
    List<Class<?>> own = classes.models(seeder);
    this.namesModels = !own.isEmpty();
    this.models = register(loaded, namesModels ? own : classes.modelsOfAll());
  }

  /** Registers all models of the class path; the result describes those. */
  static List<ModelDescriptor> register(LoadedCatalog loaded, List<Class<?>> models) {
    ModelRegistry registry = ModelRegistry.global();
    registry.registerAll(loaded.loader());
    List<ModelDescriptor> described = new ArrayList<>();
    models.forEach(model -> described.add(registry.descriptor(model)));
    return described;
  }

  String name() {
    return seeder.getClass().getSimpleName();
  }

  /**
   * The models whose rows it may write there; of one that names none, because it calls others,
   * those of all seeders.
   */
  List<ModelDescriptor> models(Kind kind) {
    return namesModels
        ? models
        : models.stream().filter(model -> SeedPrecheck.belongs(model, kind)).toList();
  }

  /**
   * Refuses if anything is in the way anywhere.
   *
   * @throws CliException naming each database, what is wrong there, and what to do
   */
  static void refuse(Map<Target, List<Finding>> findings) {
    List<String> lines = new ArrayList<>();
    Finding worst = null;
    for (Map.Entry<Target, List<Finding>> entry : findings.entrySet()) {
      for (Finding finding : entry.getValue()) {
        lines.add(entry.getKey() + ": " + finding);
        worst = worst == null || finding.exit() == Exit.FAILED ? finding : worst;
      }
    }
    if (worst == null) {
      return;
    }
    String text =
        "nothing was written anywhere:"
            + (lines.size() == 1 ? " " : "\n  ")
            + String.join("\n  ", lines);
    throw worst.exit() == Exit.FAILED
        ? CliException.failed(text, null)
        : CliException.refused(text);
  }

  /** Looks at every database. */
  static Map<Target, List<Finding>> findings(List<Target> targets, Look look) {
    Map<Target, List<Finding>> findings = new LinkedHashMap<>();
    for (Target target : targets) {
      findings.put(target, look.at(target));
    }
    return findings;
  }

  /** Looks at a database. */
  interface Look {
    /** What is in the way there. */
    List<Finding> at(Target target);
  }

  /**
   * Runs the seeder there, and reports.
   *
   * @param lockTimeout how long a statement waits for a lock; null for the database's own limit
   */
  int run(DatabaseCommand.Work work, @Nullable Duration lockTimeout) {
    long begin = System.nanoTime();
    SeedResult result;
    try (OpenStore open = OpenStore.of(work.target(), lockTimeout);
        SeedProgress progress = new SeedProgress(session, name())) {
      Seeding seeding = Seeding.on(open.store()).seed(options.seed()).listener(progress);
      if (options.count != null) {
        seeding.count(options.count);
      }
      result = withClasses(loaded, () -> seeding.run(seeder));
    }
    long millis = (System.nanoTime() - begin) / 1_000_000;
    session.info(
        "seed.finished",
        name() + ": " + result.total() + " rows",
        Map.of("connection", work.target().kind().id(), "durationMillis", millis));
    work.report(
        name()
            + (result.total() == 0
                ? " wrote no row."
                : " wrote " + SeedProgress.rows(result.rows()))
            + (result.total() == 0 ? "" : " (" + millis + " ms)."));
    return Exit.DONE;
  }

  /** What an application does. */
  interface Application<R> {
    /** Does it. */
    R run();
  }

  /**
   * Runs what an application wrote as it would run there: its class loader is the thread's.
   *
   * @throws CliException if it needs a class that is not on the class path
   */
  static <R> R withClasses(LoadedCatalog loaded, Application<R> work) {
    Thread thread = Thread.currentThread();
    @Nullable ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loaded.loader());
    try {
      return work.run();
    } catch (OutOfMemoryError e) {
      throw CliException.failed(
          CliProblem.SEEDER_CLASS,
          "there is not enough memory for the rows: let the seeder use insertMany, which keeps none,"
              + " or give the JVM more, java -Xmx4g -jar runtime.jar …",
          e);
    } catch (ExceptionInInitializerError e) {
      throw ownCode(e, e.getCause() == null ? e : e.getCause());
    } catch (LinkageError e) {
      throw CliException.failed(
          CliProblem.SEEDER_CLASS,
          "a class cannot be loaded: "
              + Text.oneLine(String.valueOf(e.getMessage()))
              + ". Name the jars that your code needs, too: --classpath target/classes:other.jar",
          e);
    } catch (Error e) {
      throw ownCode(e, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static CliException ownCode(Error e, Throwable why) {
    return CliException.failed(
        CliProblem.SEEDER_CLASS,
        "your code failed: "
            + Text.oneLine(why.toString())
            + ". The transaction that was open is rolled back; rows that were committed before, or"
            + " written where there are no transactions, stay. --debug shows where it failed.",
        e);
  }

  /** Says at Ctrl-C what becomes of the rows. */
  static int interruptible(Session session, IntSupplier work) {
    return Interruption.explained(
        session,
        "interrupted. The database rolls back the transaction that was open; rows that were"
            + " committed before, or written where there are no transactions, stay.",
        work);
  }
}
