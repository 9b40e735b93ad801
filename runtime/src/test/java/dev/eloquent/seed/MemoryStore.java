package dev.eloquent.seed;

import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows in memory, for tests of what uses a store: transactions, connections, keys, failures. */
final class MemoryStore implements ModelStore {
  /** A model that is a record. */
  record User(long id, String name, int age) {}

  /** One that belongs to a user. */
  record Post(long id, long userId, String title) {}

  /** A model that is a class. */
  static final class Note {
    long id;
    String text = "";
  }

  /** What all connections share. */
  static final class Database {
    final List<Object> rows = new ArrayList<>();
    final AtomicLong keys = new AtomicLong();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();
    String connection = "pg";
    ModelRegistry registry = ModelRegistry.global();
    boolean transactions = true;

    /** Called with the rows before they are inserted. */
    Consumer<List<?>> before = rows -> {};

    /** Called when a connection is opened. */
    Runnable opening = () -> {};

    synchronized void commit(List<Object> more) {
      rows.addAll(more);
    }

    synchronized <T> List<T> all(Class<T> model) {
      return rows.stream().filter(model::isInstance).map(model::cast).toList();
    }

    MemoryStore open() {
      opening.run();
      mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      return new MemoryStore(this);
    }
  }

  static final class Models extends ModelCatalog {
    Models() {
      super("seed-tests");
    }

    @Override
    protected @Nullable String block(int index) {
      return index > 0
          ? null
          : text(User.class, "users") + text(Post.class, "posts") + text(Note.class, "notes");
    }

    private static String text(Class<?> model, String table) {
      List<ColumnLine> columns = List.of(new ColumnLine("id", "bigint", false, true, false));
      return new ModelLines(
              model.getName(), table, "", columns, List.of("id"), List.of(), List.of())
          .render();
    }
  }

  static void register() {
    ModelRegistry.registerModels(new Models());
  }

  private final Database database;
  private @Nullable List<Object> transaction;

  private MemoryStore(Database database) {
    this.database = database;
  }

  @Override
  public <T> List<T> insertAll(Collection<T> rows) {
    database.writes.incrementAndGet();
    database.before.accept(List.copyOf(rows));
    List<T> keyed = rows.stream().map(this::keyed).toList();
    if (transaction == null) {
      database.commit(new ArrayList<>(keyed));
    } else {
      transaction.addAll(keyed);
    }
    return keyed;
  }

  @SuppressWarnings("unchecked")
  private <T> T keyed(T row) {
    long key = database.keys.incrementAndGet();
    if (row instanceof User user) {
      return (T) new User(key, user.name(), user.age());
    }
    if (row instanceof Post post) {
      return (T) new Post(key, post.userId(), post.title());
    }
    ((Note) row).id = key;
    return row;
  }

  @Override
  public void inTransaction(Runnable work) {
    if (!database.transactions) {
      work.run();
      return;
    }
    List<Object> outer = transaction;
    if (outer != null) {
      int before = outer.size();
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        outer.subList(before, outer.size()).clear();
        throw e;
      }
      return;
    }
    List<Object> rows = new ArrayList<>();
    transaction = rows;
    try {
      work.run();
      database.commit(rows);
    } finally {
      transaction = null;
    }
  }

  @Override
  public boolean transactional() {
    return database.transactions;
  }

  @Override
  public <T> long count(Class<T> model) {
    return database.all(model).size();
  }

  @Override
  public <T> List<T> findAll(Class<T> model) {
    return database.all(model);
  }

  @Override
  public String connection() {
    return database.connection;
  }

  @Override
  public ModelRegistry registry() {
    return database.registry;
  }

  @Override
  public ModelStore fork() {
    return database.open();
  }

  @Override
  public void close() {
    database.open.decrementAndGet();
  }

  @Override
  public <T> T update(T row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void delete(T row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> Optional<T> find(Class<T> model, Object... key) {
    throw new UnsupportedOperationException();
  }
}
