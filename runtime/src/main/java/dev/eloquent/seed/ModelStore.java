package dev.eloquent.seed;

import dev.eloquent.registry.ModelRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Writes and reads rows, or documents, from instances of models, over one connection.
 *
 * <p>A write outside {@link #inTransaction} is a transaction of its own, where the database has
 * them: all rows of one call are written, or none. The hooks of the registry are called after each
 * write, inside the transaction. Not for several threads at once: each takes a {@link #fork}.
 *
 * <p>All methods throw {@link dev.eloquent.registry.ModelException}, whose messages hold no secret.
 */
public interface ModelStore extends AutoCloseable {
  /**
   * Inserts a row. A key that the database counts up, and that is null or zero, is left to it; so
   * is a null where the column takes none and has a default.
   *
   * @return the instance with its key: of a class the same one, of a record a new one
   */
  default <T> T insert(T row) {
    return insertAll(List.of(row)).get(0);
  }

  /**
   * Inserts rows in batches, in their order; all are of one model.
   *
   * @return the instances with their keys, in the same order
   */
  <T> List<T> insertAll(Collection<T> rows);

  /**
   * Writes all columns of the row with the instance's key.
   *
   * @return the instance
   */
  <T> T update(T row);

  /** Deletes the row with the instance's key. */
  <T> void delete(T row);

  /** The row with that key, whose values are in key order; empty if there is none. */
  <T> Optional<T> find(Class<T> model, Object... key);

  /** All rows in the order of their keys. */
  <T> List<T> findAll(Class<T> model);

  /** How many rows there are. */
  <T> long count(Class<T> model);

  /**
   * Does the work in one transaction, which is rolled back if the work throws; inside of another it
   * is part of that. Where the store is not {@link #transactional} the work is just done.
   */
  void inTransaction(Runnable work);

  /** Whether there are transactions. */
  boolean transactional();

  /**
   * Which connection of a model this is: {@code sqlite}, {@code pg}, {@code mysql} or {@code
   * mongo}.
   */
  String connection();

  /** The registry that says which models it takes. */
  ModelRegistry registry();

  /**
   * Another store of the same database on a connection of its own, for another thread.
   *
   * @throws SeedException {@code ELQ823} of SQL's in a transaction, whose rows it would not see and
   *     whose locks it would wait for
   */
  ModelStore fork();

  /** Closes its connection; what is not committed is rolled back. */
  @Override
  void close();
}
