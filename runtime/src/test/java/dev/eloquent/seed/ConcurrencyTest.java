package dev.eloquent.seed;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.seed.Factories.PostFactory;
import dev.eloquent.seed.Factories.UserFactory;
import dev.eloquent.seed.MemoryStore.Database;
import dev.eloquent.seed.MemoryStore.Post;
import dev.eloquent.seed.MemoryStore.User;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyTest {
  private final Database database = new Database();
  private final ModelStore store = database.open();

  @BeforeEach
  void register() {
    MemoryStore.register();
  }

  @AfterEach
  void everyConnectionIsClosed() {
    assertThat(database.open).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean begins(List<?> rows, int number) {
    return rows.get(0) instanceof User user && user.name().equals("user" + number);
  }

  @Test
  void theFirstFailureStopsTheRestAndWhatWasBegunIsAwaited() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<@Nullable Thread> failing = new AtomicReference<>();
    database.before =
        rows -> {
          if (begins(rows, 1)) {
            await(begun);
            failing.set(Thread.currentThread());
            throw new IllegalStateException("row 1 is bad");
          }
          begun.countDown();
          await(release);
        };
    FutureTask<List<User>> call =
        new FutureTask<>(() -> new UserFactory().createMany(store, 9000, 2));
    new Thread(call).start();
    await(begun);
    while (failing.get() == null) {
      Thread.onSpinWait();
    }
    Thread failed = failing.get();
    assertThat(failed).isNotNull();
    failed.join();
    assertThatThrownBy(() -> call.get(200, MILLISECONDS)).isInstanceOf(TimeoutException.class);
    release.countDown();
    assertThatThrownBy(() -> call.get(30, SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            SeedException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(SeedProblem.WRITE);
              assertThat(e.written()).isEqualTo(1000);
            })
        .hasMessage(
            "rows 1 to 1000 of UserFactory cannot be written: IllegalStateException: row 1 is bad;"
                + " 1000 of 9000 rows of UserFactory are written")
        .hasRootCauseMessage("row 1 is bad");
    assertThat(database.writes).hasValue(2);
    assertThat(database.all(User.class)).hasSize(1000);
  }

  @Test
  void anInterruptedCallerEndsItsThreadsAndStaysInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    database.before =
        rows -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw new IllegalStateException("interrupted", e);
          }
        };
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                new UserFactory().createMany(store, 9000, 2);
              } catch (SeedException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    await(begun);
    caller.interrupt();
    caller.join();
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            SeedException.class, e -> assertThat(e.problem()).isEqualTo(SeedProblem.INTERRUPTED))
        .hasMessage("UserFactory was interrupted; none of its rows is written");
    assertThat(flag.get()).isTrue();
    assertThat(interrupted).hasValue(2);
    assertThat(database.rows).isEmpty();
  }

  @Test
  void oneConnectionStopsBetweenBatchesWhenInterrupted() {
    database.transactions = false;
    database.before = rows -> Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new UserFactory().createMany(store, 5000))
        .isInstanceOfSatisfying(
            SeedException.class, e -> assertThat(e.problem()).isEqualTo(SeedProblem.INTERRUPTED))
        .hasMessage("UserFactory was interrupted; 1000 of 5000 rows of UserFactory are written");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(database.rows).hasSize(1000);
  }

  @Test
  void aConnectionThatCannotBeOpenedIsAFailure() {
    AtomicInteger opened = new AtomicInteger();
    database.opening =
        () -> {
          if (opened.incrementAndGet() == 2) {
            throw new IllegalStateException("too many clients");
          }
        };
    assertThatThrownBy(() -> new UserFactory().createMany(store, 100, 3))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("too many clients");
  }

  @Test
  void anErrorIsThrownAsItIs() {
    database.before =
        rows -> {
          throw new StackOverflowError("deep");
        };
    assertThatThrownBy(() -> new UserFactory().createMany(store, 100, 3))
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> new UserFactory().createManySettled(store, 100, 3))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void theParentIsThereBeforeOtherConnectionsReferToIt() {
    database.before =
        rows -> {
          if (rows.get(0) instanceof Post) {
            assertThat(database.all(User.class)).hasSize(1);
          }
        };
    new PostFactory().forNewParent(new UserFactory(), PostFactory::of).createMany(store, 10, 3);
    assertThat(database.all(Post.class)).hasSize(10);
  }

  @Test
  void settledTellsOfEachRow() {
    database.before =
        rows -> {
          if (begins(rows, 3)
              || (rows.get(0) instanceof Post post && post.title().startsWith("post12"))) {
            throw new IllegalStateException("bad");
          }
        };
    List<Outcome<User>> outcomes =
        new UserFactory().has(new PostFactory(), 2, PostFactory::of).createManySettled(store, 9, 4);
    assertThat(outcomes)
        .extracting(Outcome::index)
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    // Row 3 itself is bad, and so is the first child of row 7, whose index is 12.
    assertThat(outcomes.stream().filter(Outcome.Failed.class::isInstance))
        .extracting(Outcome::index)
        .containsExactly(2L, 6L);
    assertThat(database.all(User.class)).hasSize(7);
    assertThat(database.all(Post.class)).hasSize(14);
    Outcome.Failed<User> failed = (Outcome.Failed<User>) outcomes.get(6);
    assertThat(failed.cause()).hasMessageContaining("PostFactory").hasRootCauseMessage("bad");
    assertThat(((Outcome.Written<User>) outcomes.get(8)).row().id()).isPositive();
  }

  @Test
  void sqliteHasOneWriter() {
    Database sqlite = new Database();
    sqlite.connection = "sqlite";
    try (ModelStore own = sqlite.open()) {
      assertThat(new UserFactory().createMany(own, 5000, 8)).hasSize(5000);
      assertThat(new UserFactory().createManySettled(own, 20, 8)).hasSize(20);
    }
    // The caller's own, and the one that writes.
    assertThat(sqlite.mostOpen).hasValue(2);
  }

  @Test
  void nothingIsOpenedForNothing() {
    database.opening =
        () -> {
          throw new IllegalStateException("opened");
        };
    assertThat(new UserFactory().createMany(store, 0, 4)).isEmpty();
    assertThat(new UserFactory().createManySettled(store, 0, 4)).isEmpty();
  }
}
