package dev.eloquent.document;

import com.mongodb.MongoException;
import dev.eloquent.history.HistoryException;
import dev.eloquent.history.JournalEvent.Author;
import dev.eloquent.history.LockLoop;
import dev.eloquent.history.LockLostException;
import dev.eloquent.history.MigrationLock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the one migrator, for a while: a document with an owner and the time, by the
 * server's clock, until which nobody else may take it.
 *
 * <p>A thread renews it. The holder itself goes by the time that has passed since it last asked, so
 * that it believes for less long in its lease than others do, and asks before each step when that
 * is over: it may have been stopped. It never takes back what another one has taken over.
 */
final class Lease implements MigrationLock, LockLoop.Attempt {
  /** The collection of all leases, one a history. */
  static final String COLLECTION = "eloquent_lock";

  private static final int RENEWALS = 3;

  private final Server server;
  private final BsonString id;
  private final String owner;
  private final Duration time;
  private final BsonString token = new BsonString(UUID.randomUUID().toString());
  private @Nullable Thread renewing;
  private long deadline;
  private boolean closed;
  private boolean lost;

  Lease(Server server, String table, Author author, Duration time) {
    this.server = server;
    this.id = new BsonString(table);
    this.owner =
        author.actor() + "@" + author.host() + ", process " + ProcessHandle.current().pid();
    this.time = time;
  }

  @Override
  public synchronized boolean tryLock() throws SQLException {
    BsonDocument held = find();
    long asked = System.nanoTime();
    Instant now = server.now();
    if (held != null && isOthers(held, now)) {
      return false;
    }
    BsonDocument mine =
        new BsonDocument("_id", id)
            .append("owner", new BsonString(owner))
            .append("token", token)
            .append("acquired_at", new BsonDateTime(now.toEpochMilli()))
            .append("expires_at", expiry(now));
    boolean taken = held == null ? insert(mine) : takeOver(held, mine);
    if (taken) {
      deadline = asked + time.toNanos();
      renewing = new Thread(this::renew, "eloquent-lease");
      renewing.setDaemon(true);
      renewing.start();
    }
    return taken;
  }

  private @Nullable BsonDocument find() throws SQLException {
    BsonDocument any = new BsonDocument();
    return server.findFirst(COLLECTION, new BsonDocument("_id", id), any, any);
  }

  /** It is ours already where the answer of an earlier attempt was lost. */
  private boolean isOthers(BsonDocument held, Instant now) {
    return !token.equals(held.get("token"))
        && held.getDateTime("expires_at").getValue() > now.toEpochMilli();
  }

  private BsonDateTime expiry(Instant now) {
    return new BsonDateTime(now.plus(time).toEpochMilli());
  }

  private boolean insert(BsonDocument mine) throws SQLException {
    try {
      server.insert(COLLECTION, List.of(mine));
      return true;
    } catch (MongoException e) {
      if (MongoFailures.isDuplicate(e)) {
        return false;
      }
      throw new HistoryException("insert into " + COLLECTION, MongoFailures.of(e));
    }
  }

  /** Only if nobody has renewed it or taken it since it was read. */
  private boolean takeOver(BsonDocument held, BsonDocument mine) throws SQLException {
    BsonDocument unchanged =
        new BsonDocument("_id", id)
            .append("token", held.get("token"))
            .append("expires_at", held.get("expires_at"));
    return server.update(COLLECTION, unchanged, mine) == 1;
  }

  @Override
  public String holder() throws SQLException {
    BsonDocument held = find();
    return held == null
        ? "somebody who has just let go"
        : held.getString("owner").getValue()
            + ", until "
            + Instant.ofEpochMilli(held.getDateTime("expires_at").getValue());
  }

  private void renew() {
    while (true) {
      try {
        Thread.sleep(time.toMillis() / RENEWALS);
        synchronized (this) {
          if (closed || lost) {
            return;
          }
          extend();
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException e) {
        // The next step asks again, on the thread that can report it.
      }
    }
  }

  private void extend() throws SQLException {
    long asked = System.nanoTime();
    BsonDocument later =
        new BsonDocument("$set", new BsonDocument("expires_at", expiry(server.now())));
    BsonDocument mine = new BsonDocument("_id", id).append("token", token);
    boolean kept = server.update(COLLECTION, mine, later) == 1;
    if (kept) {
      deadline = asked + time.toNanos();
    } else {
      lost = true;
    }
  }

  /** Asks the server, before what was read is believed again. */
  synchronized void confirm() throws SQLException {
    deadline = System.nanoTime();
    check();
  }

  /** Costs nothing while the lease is known to last. */
  @Override
  public synchronized void check() throws SQLException {
    if (!lost && deadline - System.nanoTime() <= 0) {
      extend();
    }
    if (lost) {
      throw new LockLostException(
          "This process stood still for longer than its lease of "
              + time.toSeconds()
              + " s, and the lock belongs to another one now: "
              + holder()
              + ". Nothing more was done here. Look with migrate:status, and run again.",
          null);
    }
  }

  @Override
  public void close() throws SQLException {
    Thread thread;
    synchronized (this) {
      closed = true;
      thread = renewing;
    }
    if (thread != null) {
      thread.interrupt();
    }
    BsonDocument mine = new BsonDocument("_id", id).append("token", token);
    server.delete(COLLECTION, mine);
  }
}
