package dev.eloquent.document;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.eloquent.registry.ModelAccessor;
import dev.eloquent.registry.ModelEvent;
import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.seed.ModelStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.jspecify.annotations.Nullable;

/**
 * Documents of MongoDB, for the models with {@code connection = "mongo"}.
 *
 * <p>A null is not written: the field is missing. An update leaves alone what a document holds
 * beyond its model. Transactions are there if the server is part of a replica set; where there are
 * none, what was written before a failure, of the rows or of a hook, stays.
 */
public final class MongoModelStore implements ModelStore {
  /** Documents that are sent at once. */
  private static final int BATCH = 1000;

  private final MongoClient client;
  private final MongoDatabase database;
  private final ModelRegistry registry;
  private final Map<Class<?>, DocumentPlan<?>> plans = new HashMap<>();
  private @Nullable Boolean transactional;
  private @Nullable ClientSession session;

  private MongoModelStore(MongoClient client, MongoDatabase database, ModelRegistry registry) {
    this.client = client;
    this.database = database;
    this.registry = registry;
  }

  /**
   * Opens one for the models of the process's registry.
   *
   * @param client stays open
   * @param database of that client
   */
  public static MongoModelStore open(MongoClient client, MongoDatabase database) {
    return open(client, database, ModelRegistry.global());
  }

  /** Opens one for the models of a registry. */
  public static MongoModelStore open(
      MongoClient client, MongoDatabase database, ModelRegistry registry) {
    return new MongoModelStore(client, database, registry);
  }

  @Override
  public <T> List<T> insertAll(Collection<T> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<T> all = List.copyOf(rows);
    DocumentPlan<T> plan = plan(registry.accessorOf(all.get(0)));
    return write(plan, ModelEvent.CREATED, all.size() > 1, () -> insertAll(plan, all));
  }

  private <T> List<T> insertAll(DocumentPlan<T> plan, List<T> rows) {
    List<T> written = new ArrayList<>(rows.size());
    for (int first = 0; first < rows.size(); first += BATCH) {
      int end = Math.min(rows.size(), first + BATCH);
      List<T> keyed = rows.subList(first, end).stream().map(plan::withKey).toList();
      List<BsonDocument> documents = keyed.stream().map(plan::document).toList();
      String what =
          (rows.size() == 1 ? "the document" : "one of the documents " + (first + 1) + " to " + end)
              + " of "
              + plan.label()
              + " was not inserted";
      attempt(
          ModelProblem.WRITE,
          what,
          () ->
              session == null
                  ? collection(plan).insertMany(documents)
                  : collection(plan).insertMany(session, documents));
      written.addAll(keyed);
    }
    written.forEach(row -> publish(ModelEvent.CREATED, plan, row));
    return written;
  }

  @Override
  public <T> T update(T row) {
    DocumentPlan<T> plan = plan(registry.accessorOf(row));
    return write(
        plan,
        ModelEvent.UPDATED,
        false,
        () -> {
          BsonDocument filter = plan.filter(row);
          BsonDocument change = plan.update(row);
          long found =
              attempt(
                      ModelProblem.WRITE,
                      "the document of " + plan.label() + " was not updated",
                      () ->
                          session == null
                              ? collection(plan).updateOne(filter, change)
                              : collection(plan).updateOne(session, filter, change))
                  .getMatchedCount();
          checkFound(plan, found, "updated");
          publish(ModelEvent.UPDATED, plan, row);
          return row;
        });
  }

  @Override
  public <T> void delete(T row) {
    DocumentPlan<T> plan = plan(registry.accessorOf(row));
    write(
        plan,
        ModelEvent.DELETED,
        false,
        () -> {
          BsonDocument filter = plan.filter(row);
          long found =
              attempt(
                      ModelProblem.WRITE,
                      "the document of " + plan.label() + " was not deleted",
                      () ->
                          session == null
                              ? collection(plan).deleteOne(filter)
                              : collection(plan).deleteOne(session, filter))
                  .getDeletedCount();
          checkFound(plan, found, "deleted");
          publish(ModelEvent.DELETED, plan, row);
          return row;
        });
  }

  private static void checkFound(DocumentPlan<?> plan, long found, String what) {
    if (found == 0) {
      throw new ModelException(
          ModelProblem.NO_ROW,
          "no document of " + plan.label() + " was " + what + ": none has the key of the instance");
    }
  }

  @Override
  public <T> Optional<T> find(Class<T> model, Object... key) {
    DocumentPlan<T> plan = plan(registry.accessor(model));
    List<T> found = read(plan, plan.filter(key));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  @Override
  public <T> List<T> findAll(Class<T> model) {
    return read(plan(registry.accessor(model)), new BsonDocument());
  }

  private <T> List<T> read(DocumentPlan<T> plan, BsonDocument filter) {
    return attempt(
        ModelProblem.READ,
        "documents of " + plan.label() + " were not read",
        () -> {
          FindIterable<BsonDocument> found =
              session == null
                  ? collection(plan).find(filter)
                  : collection(plan).find(session, filter);
          List<T> rows = new ArrayList<>();
          found
              .sort(new BsonDocument("_id", new BsonInt32(1)))
              .forEach(d -> rows.add(plan.read(d)));
          return rows;
        });
  }

  @Override
  public <T> long count(Class<T> model) {
    DocumentPlan<T> plan = plan(registry.accessor(model));
    return attempt(
        ModelProblem.READ,
        "documents of " + plan.label() + " were not counted",
        () ->
            session == null
                ? collection(plan).countDocuments()
                : collection(plan).countDocuments(session));
  }

  @SuppressWarnings("unchecked")
  private <T> DocumentPlan<T> plan(ModelAccessor<T> accessor) {
    DocumentPlan<?> known = plans.get(accessor.modelClass());
    if (known == null) {
      String pinned = accessor.model().connection();
      if (!pinned.equals(connection())) {
        throw new ModelException(
            ModelProblem.OTHER_CONNECTION,
            "model "
                + accessor.model().modelClass()
                + " is a table of "
                + (pinned.isEmpty() ? "the SQL databases" : "the connection " + pinned)
                + ", and this store is of "
                + connection()
                + ": use a store of SQL, or @Model(connection = \"mongo\")");
      }
      known = new DocumentPlan<>(accessor);
      plans.put(accessor.modelClass(), known);
    }
    return (DocumentPlan<T>) known;
  }

  private MongoCollection<BsonDocument> collection(DocumentPlan<?> plan) {
    return database.getCollection(plan.collection(), BsonDocument.class);
  }

  private <T> void publish(ModelEvent event, DocumentPlan<T> plan, T row) {
    registry.publish(event, plan.accessor().modelClass(), row);
  }

  private <R> R write(DocumentPlan<?> plan, ModelEvent event, boolean several, Supplier<R> work) {
    return several || registry.hasHook(event, plan.accessor().modelClass())
        ? transaction(work)
        : work.get();
  }

  @Override
  public void inTransaction(Runnable work) {
    transaction(
        () -> {
          work.run();
          return this;
        });
  }

  private <R> R transaction(Supplier<R> work) {
    if (session != null || !transactional()) {
      return work.get();
    }
    try (ClientSession own =
        attempt(ModelProblem.TRANSACTION, "no session", client::startSession)) {
      session = own;
      own.startTransaction();
      R result = work.get();
      attempt(
          ModelProblem.TRANSACTION,
          "the transaction was not committed",
          () -> {
            own.commitTransaction();
            return own;
          });
      return result;
    } finally {
      // Closing the session takes back what is not committed.
      session = null;
    }
  }

  @Override
  public boolean transactional() {
    Boolean known = transactional;
    if (known == null) {
      known =
          attempt(
              ModelProblem.READ,
              "the server did not say what it is",
              () -> {
                BsonDocument hello = hello();
                return hello.containsKey("setName")
                    || hello
                        .getString("msg", new org.bson.BsonString(""))
                        .getValue()
                        .equals("isdbgrid");
              });
      transactional = known;
    }
    return known;
  }

  private BsonDocument hello() {
    try {
      return database.runCommand(new BsonDocument("hello", new BsonInt32(1)), BsonDocument.class);
    } catch (MongoCommandException e) {
      // Servers before 4.4.2 know it by its former name.
      BsonDocument former = new BsonDocument("isMaster", new BsonInt32(1));
      return database.runCommand(former, BsonDocument.class);
    }
  }

  private static <R> R attempt(ModelProblem problem, String what, Supplier<R> work) {
    try {
      return work.get();
    } catch (MongoException e) {
      throw new ModelException(problem, what + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String connection() {
    return "mongo";
  }

  @Override
  public ModelRegistry registry() {
    return registry;
  }

  @Override
  public ModelStore fork() {
    return open(client, database, registry);
  }

  /** Nothing: the client is the caller's, and no session is open between calls. */
  @Override
  public void close() {}
}
