package dev.eloquent.seed;

import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Supplier;

/**
 * The transactions of a connection that is in autocommit. Work inside of other work has a
 * savepoint: what fails and is caught leaves nothing of it behind.
 */
final class SqlTransactions {
  private final Connection connection;
  private boolean open;

  SqlTransactions(Connection connection) {
    this.connection = connection;
  }

  /** Whether work goes on. */
  boolean open() {
    return open;
  }

  /**
   * Does all of the work or nothing of it.
   *
   * @throws ModelException {@code ELQ811} if the transaction cannot begin or end
   */
  <R> R run(Supplier<R> work) {
    return open ? inside(work) : outermost(work);
  }

  private <R> R outermost(Supplier<R> work) {
    boolean done = false;
    try {
      connection.setAutoCommit(false);
      open = true;
      R result = work.get();
      connection.commit();
      done = true;
      return result;
    } catch (SQLException e) {
      throw failed("the transaction was not committed", e);
    } finally {
      open = false;
      end(done);
    }
  }

  /** Ends the transaction; that it cannot be ended hides nothing that went wrong before. */
  private void end(boolean done) {
    try {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (done) {
        throw failed("the transaction was not ended", e);
      }
    }
  }

  private <R> R inside(Supplier<R> work) {
    try {
      Savepoint before = connection.setSavepoint();
      R result;
      try {
        result = work.get();
      } catch (RuntimeException | Error e) {
        goBack(before, e);
        throw e;
      }
      connection.releaseSavepoint(before);
      return result;
    } catch (SQLException e) {
      throw failed("the transaction has lost a savepoint", e);
    }
  }

  private void goBack(Savepoint before, Throwable failure) {
    try {
      connection.rollback(before);
    } catch (SQLException e) {
      // The whole transaction is lost then, and the failure is what is told.
      failure.addSuppressed(e);
    }
  }

  private static ModelException failed(String what, SQLException e) {
    return SqlModelStore.failed(ModelProblem.TRANSACTION, what, e);
  }
}
