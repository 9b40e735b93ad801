package dev.eloquent.migration;

import dev.eloquent.history.HistorySource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Replays a compiled catalogue on a database, and keeps its history.
 *
 * <p>The database's product decides the dialect. Each call opens its own connections (two on
 * PostgreSQL, where the lock has one of its own) and closes them. All methods throw {@link
 * MigrationException} and nothing else for what databases and catalogues can do wrong. Safe for use
 * by several threads if the data source is; several migrators on one database wait for each other.
 *
 * <p>What {@link #run()} passes through has loops and classes in place of lambdas: the first ones
 * of a process cost it more than a hundred versions do.
 */
public final class Migrator {
  private final Settings settings;

  private Migrator(Settings settings) {
    this.settings = settings;
  }

  /** Starts with the defaults; data source and catalogue are required. */
  public static Builder builder() {
    return new Builder();
  }

  /** What is replayed. */
  public MigrationCatalog catalog() {
    return settings.catalog();
  }

  Settings settings() {
    return settings;
  }

  /** The same for a run that is a part of one over several catalogues. */
  Migrator withSharedBatch(IntSupplier number) {
    return new Migrator(settings.withSharedBatch(number));
  }

  /** The highest number of a batch that there ever was; reads only. */
  int lastBatch() {
    return call(
        session -> {
          session.readOnly(false);
          return session.state().lastBatch();
        });
  }

  /** The batch that a rollback of the newest one would undo; 0 if nothing is applied. */
  int newestBatch() {
    return call(
        session -> {
          session.readOnly(false);
          return new Reverser(session).newestBatch();
        });
  }

  /** Applies what is pending, all with the default options. */
  public RunResult run() {
    return run(RunOptions.ALL);
  }

  /**
   * Applies what is pending.
   *
   * <p>With nothing pending, one query and no lock. Where DDL is transactional, a version and its
   * records commit together. An interrupted version is resumed on MySQL and MariaDB.
   *
   * @throws MigrationException with {@link MigrationException#refused()} if the state forbids it
   */
  public RunResult run(RunOptions options) {
    if (options.pretend()) {
      return call(session -> new Runner(session).pretend(options));
    }
    return call(
        new Call<RunResult>() {
          @Override
          public RunResult on(Session session) throws SQLException {
            return Runner.isUpToDate(session)
                ? RunResult.NOTHING
                : new Runner(session).run(options);
          }
        });
  }

  /**
   * Refuses if a table is missing that foreign keys of the catalogue refer to in another one, as
   * {@link #run()} does; reads only.
   *
   * @param coming tables that will be there
   * @throws MigrationException refused, naming the table
   */
  public void requireReferences(Set<String> coming) {
    if (coming.containsAll(settings.catalog().references())) {
      return;
    }
    call(
        session -> {
          new References(session).check(coming);
          return coming;
        });
  }

  /**
   * Says how the statement ended in which an earlier run was killed, and goes on with that run, or
   * that rollback, as {@link #run()} does.
   *
   * @throws MigrationException refused, if no statement is in doubt
   */
  public RunResult resume(Resume decision) {
    return resume(decision, RunOptions.ALL);
  }

  /**
   * The same with options for the run.
   *
   * @throws MigrationException refused, if no statement is in doubt
   */
  public RunResult resume(Resume decision, RunOptions options) {
    return call(session -> new Runner(session).resume(decision, options));
  }

  /** Undoes applied versions, from the newest down. */
  public RollbackResult rollback(RollbackOptions options) {
    return call(session -> new Reverser(session).rollback(options));
  }

  /** Undoes everything. */
  public RollbackResult reset() {
    return rollback(RollbackOptions.all());
  }

  /**
   * What {@link #fresh} would drop, such as {@code table users}; reads only.
   *
   * @throws MigrationException refused, as {@link #fresh} would be
   */
  public List<String> freshPlan(FreshOptions options) {
    return call(session -> new Fresher(List.of(session)).plan());
  }

  /**
   * Drops what the current schema holds, except history and journal and what extensions own,
   * records every applied version as undone, and applies again.
   */
  public FreshResult fresh(FreshOptions options) {
    return call(
        session -> {
          RunPlanner.checkCatalog(settings, session.versions(), options.run());
          List<String> dropped = new Fresher(List.of(session)).empty();
          return new FreshResult(dropped, new Runner(session).apply(options.run(), List.of()));
        });
  }

  /**
   * Journals that a guard of the caller's did not let a command go on.
   *
   * @param what the command and the reason; never a secret
   * @return false if history and journal are not there yet: nothing is created for this
   * @throws MigrationException if the journal cannot be written
   */
  public boolean journalRefusal(String what) {
    return call(session -> session.journalRefusal(what));
  }

  /**
   * Journals the {@linkplain Builder#consent consent} to what the caller does itself and a guard
   * would have refused, before it is done. What this class does journals its own.
   *
   * @return false if there is no consent, or history and journal are not there yet
   * @throws MigrationException if the journal cannot be written
   */
  public boolean journalConsent() {
    return !settings.consent().isEmpty() && call(Session::journalConsentAlone);
  }

  /** Where every version stands; reads only and creates no table. */
  public StatusReport status() {
    return call(session -> new StatusReader(session).read());
  }

  /** What an auditor asks of the history; reads only. */
  public AuditReport audit() {
    return call(AuditReport::read);
  }

  /** Whether history, journal and code agree; reads only. */
  public ValidationReport validate() {
    return validate(null);
  }

  /**
   * Whether history, journal and code agree, and the journal leads on from an earlier head.
   *
   * @param expectHead what {@link ValidationReport#head()} said earlier; null for no expectation
   */
  public ValidationReport validate(@Nullable String expectHead) {
    return call(session -> new Validator(session).validate(expectHead));
  }

  /** Work on one session. */
  private interface Call<T> {
    T on(Session session) throws SQLException;
  }

  private <T> T call(Call<T> work) {
    try (Session session = Session.open(settings)) {
      try {
        return work.on(session);
      } catch (SQLException e) {
        throw session.failure(e);
      }
    }
  }

  /** Collects the settings of a {@link Migrator}. */
  public static final class Builder {
    private @Nullable HistorySource source;
    private @Nullable MigrationCatalog catalog;
    private @Nullable String historyTable;
    private MigrationListener listener = MigrationListener.NONE;
    private @Nullable String actor;
    private String role = "";
    private @Nullable Duration lockTimeout;
    private @Nullable Duration statementTimeout;
    private int lockRetries = 3;
    private boolean draftsAllowed;
    private boolean sealedOnly;
    private String consent = "";
    private UnaryOperator<String> redactor = UnaryOperator.identity();

    private Builder() {}

    /** Where connections come from; this or {@link #source} is required. */
    public Builder dataSource(DataSource connections) {
      return source(new JdbcSource(connections));
    }

    /** Where the history is, of a database that has no connections of JDBC's. */
    public Builder source(HistorySource histories) {
      source = histories;
      return this;
    }

    /** What is replayed; required. */
    public Builder catalog(MigrationCatalog compiled) {
      catalog = compiled;
      return this;
    }

    /**
     * The history table's name, in the connection's current schema; the default is the catalogue's.
     */
    public Builder historyTable(String name) {
      historyTable = name;
      return this;
    }

    /** Who is told of progress; the default is nobody. */
    public Builder listener(MigrationListener progress) {
      listener = progress;
      return this;
    }

    /** Who runs this, for the journal; the default is the operating system's user. */
    public Builder actor(String name) {
      actor = name;
      return this;
    }

    /** The role that the connection was chosen for, for the journal; the default is empty. */
    public Builder role(String name) {
      role = name;
      return this;
    }

    /**
     * How long to wait for another migrator, and each statement for the database's own locks; the
     * default is one minute for the one, and for the other what the session has.
     */
    public Builder lockTimeout(Duration timeout) {
      lockTimeout = timeout;
      return this;
    }

    /** How long a statement may take; the default is what the session has. */
    public Builder statementTimeout(Duration timeout) {
      statementTimeout = timeout;
      return this;
    }

    /**
     * How often a version, or a statement where DDL is not transactional, is tried again that a
     * lock or a deadlock stopped and of which nothing stays; the default is 3.
     */
    public Builder lockRetries(int most) {
      lockRetries = most;
      return this;
    }

    /** Whether drafts and open versions may run; the default is no: they refuse the whole run. */
    public Builder draftsAllowed(boolean allowed) {
      draftsAllowed = allowed;
      return this;
    }

    /** Whether to leave drafts and open versions out instead; the default is no. */
    public Builder sealedOnly(boolean only) {
      sealedOnly = only;
      return this;
    }

    /**
     * How a person agreed to lose data: journalled as forced before anything is dropped, rolled
     * back or redone; the default is empty, and nothing is journalled for it.
     */
    public Builder consent(String how) {
      consent = how;
      return this;
    }

    /**
     * What takes secrets that the caller knows out of a failure's message before it is journalled;
     * what looks like one is taken out anyway.
     */
    public Builder redactor(UnaryOperator<String> known) {
      redactor = known;
      return this;
    }

    /**
     * The migrator.
     *
     * @throws NullPointerException if data source or catalogue is missing
     */
    public Migrator build() {
      HistorySource histories = Objects.requireNonNull(source, "dataSource");
      MigrationCatalog compiled = Objects.requireNonNull(catalog, "catalog");
      return new Migrator(
          new Settings(
              histories,
              compiled,
              Settings.historyTable(historyTable, compiled),
              listener,
              Settings.actor(actor),
              role,
              new Limits(
                  lockTimeout == null ? Duration.ofMinutes(1) : lockTimeout,
                  lockTimeout,
                  statementTimeout,
                  lockRetries),
              draftsAllowed,
              sealedOnly,
              consent,
              redactor,
              null));
    }
  }
}
