package dev.eloquent.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.seed.Factories.PostFactory;
import dev.eloquent.seed.Factories.UserFactory;
import dev.eloquent.seed.MemoryStore.Database;
import dev.eloquent.seed.MemoryStore.Post;
import dev.eloquent.seed.MemoryStore.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedingTest {
  private final Database database = new Database();
  private final ModelStore store = database.open();

  @BeforeEach
  void register() {
    MemoryStore.register();
  }

  /** Ten users, or as many as are asked for. */
  public static final class Users implements Seeder {
    /** Made by name. */
    public Users() {}

    @Override
    public void run(SeedContext context) {
      context.createMany(new UserFactory(), context.count(10));
    }
  }

  /** A user with a post, and the other seeder. */
  public static final class All implements Seeder {
    /** Made by name. */
    public All() {}

    @Override
    public void run(SeedContext context) {
      User first = context.create(new UserFactory());
      context.create(new PostFactory().forParent(first, PostFactory::of));
      context.call(Users.class);
    }
  }

  /** Calls itself. */
  public static final class Circle implements Seeder {
    /** Made by name. */
    public Circle() {}

    @Override
    public void run(SeedContext context) {
      context.call(Circle.class);
    }
  }

  /** Cannot be made. */
  public static final class Closed implements Seeder {
    private Closed() {}

    @Override
    public void run(SeedContext context) {}
  }

  /** Is in no transaction. */
  public static final class Free implements Seeder {
    /** Made by name. */
    public Free() {}

    @Override
    public void run(SeedContext context) {
      context.createMany(new UserFactory(), 100, 4);
    }

    @Override
    public boolean transactional() {
      return false;
    }
  }

  /** What is written as a lambda has a transaction. */
  private static Seeder inTransaction(Seeder seeder) {
    return seeder;
  }

  private static Seeder free(Seeder seeder) {
    return new Seeder() {
      @Override
      public void run(SeedContext context) throws Exception {
        seeder.run(context);
      }

      @Override
      public boolean transactional() {
        return false;
      }
    };
  }

  @Test
  void whatIsInsertedGoesOnBehindWhatWasCreated() {
    SeedResult result =
        Seeding.on(store)
            .run(
                context -> {
                  context.createMany(new UserFactory(), 2);
                  context.insertMany(new UserFactory(), 3);
                  assertThatThrownBy(() -> context.insertMany(new UserFactory(), 3, 2))
                      .isInstanceOfSatisfying(
                          SeedException.class,
                          e -> assertThat(e.problem()).isEqualTo(SeedProblem.IN_TRANSACTION));
                });
    assertThat(result.total()).isEqualTo(5);
    assertThat(database.all(User.class))
        .extracting(User::name)
        .containsExactly("user1", "user2", "user3", "user4", "user5");
  }

  @Test
  void whatFailedAndWasCaughtIsNotCounted() {
    SeedResult result =
        Seeding.on(store)
            .run(
                context -> {
                  context.createMany(new UserFactory(), 2);
                  assertThatThrownBy(
                          () ->
                              context
                                  .store()
                                  .inTransaction(
                                      () -> {
                                        context.createMany(new UserFactory(), 5);
                                        throw new IllegalStateException("mine");
                                      }))
                      .hasMessage("mine");
                });
    assertThat(result.total()).isEqualTo(2);
    assertThat(store.count(User.class)).isEqualTo(2);
  }

  @Test
  void countsWhatItWrote() {
    SeedResult result = Seeding.on(store).run(new All());
    assertThat(result.rows())
        .containsExactly(
            java.util.Map.entry(Post.class.getName(), 1L),
            java.util.Map.entry(User.class.getName(), 11L));
    assertThat(result.total()).isEqualTo(12);
    // The indexes of a factory go on from call to call, so that no name is there twice.
    assertThat(database.all(User.class)).extracting(User::name).doesNotHaveDuplicates().hasSize(11);
    assertThat(database.all(User.class)).extracting(User::name).contains("user11");
  }

  @Test
  void takesCountAndSeedNumber() {
    Seeding.on(store).count(3).seed(5).run(new Users());
    assertThat(database.all(User.class))
        .extracting(User::age)
        .containsExactlyElementsOf(
            new UserFactory().withSeed(5).makeMany(3).stream().map(User::age).toList());
    Seeding.on(store)
        .seed(5)
        .run(
            context -> {
              assertThat(context.seed()).isEqualTo(5);
              User own = context.create(new UserFactory().withSeed(6));
              assertThat(own.age()).isEqualTo(new UserFactory().withSeed(6).make().age());
            });
    assertThatThrownBy(() -> Seeding.on(store).count(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailureTakesEverythingBack() {
    Seeder seeder =
        inTransaction(
            context -> {
              context.createMany(new UserFactory(), 3);
              throw new IOException("no file");
            });
    assertThatThrownBy(() -> Seeding.on(store).run(seeder))
        .isInstanceOfSatisfying(
            SeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("ELQ824");
              assertThat(e.written()).isZero();
            })
        .hasMessageEndingWith("IOException: no file. Rolled back: User 3. Nothing of it stays")
        .hasRootCauseMessage("no file");
    assertThat(database.rows).isEmpty();
  }

  @Test
  void aFailureNamesSeederFactoryAndRow() {
    database.before =
        rows -> {
          if (rows.size() == 10) {
            throw new IllegalStateException("duplicate key");
          }
        };
    assertThatThrownBy(() -> Seeding.on(store).run(new All()))
        .hasMessage(
            "All: Users: rows 2 to 11 of UserFactory cannot be written: IllegalStateException:"
                + " duplicate key; none of its rows is written. Rolled back: Post 1, User 1."
                + " Nothing of it stays");
  }

  @Test
  void withoutATransactionItSaysWhatStays() {
    Seeder seeder =
        free(
            context -> {
              context.createMany(new UserFactory(), 3);
              throw new IllegalStateException("x");
            });
    assertThatThrownBy(() -> Seeding.on(store).run(seeder))
        .hasMessageEndingWith(
            "It runs without a transaction, so what had been written stays: User 3")
        .isInstanceOfSatisfying(SeedException.class, e -> assertThat(e.written()).isEqualTo(3));
    database.transactions = false;
    assertThatThrownBy(
            () ->
                Seeding.on(store)
                    .run(
                        context -> {
                          context.create(new UserFactory());
                          throw new IllegalStateException("x");
                        }))
        .hasMessageEndingWith(
            "There are no transactions on this database, so what had been written stays: User 1");
  }

  @Test
  void severalConnectionsNeedASeederWithoutATransaction() {
    assertThatThrownBy(
            () -> Seeding.on(store).run(context -> context.createMany(new UserFactory(), 10, 2)))
        .isInstanceOf(SeedException.class)
        .hasMessageContaining("would not see the rows of this transaction")
        .hasMessageContaining("transactional() be false");
    assertThatThrownBy(
            () ->
                Seeding.on(store)
                    .run(context -> new UserFactory().createManySettled(context.store(), 10, 1)))
        .hasMessageContaining("would not see the rows of this transaction");
    assertThat(Seeding.on(store).run(new Free()).total()).isEqualTo(100);
    assertThat(database.open).hasValue(1);
  }

  @Test
  void callsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> Seeding.on(store).run(new Circle()))
        .hasMessageContaining("Circle is running already");
    assertThatThrownBy(() -> Seeding.on(store).run(context -> context.call(Free.class)))
        .hasMessageContaining("Free needs to run without a transaction");
    assertThatThrownBy(() -> Seeding.on(store).run(context -> context.call(Closed.class)))
        .hasMessageContaining("Closed cannot be made: a seeder is a public class");
    Seeding.on(store).run(free(context -> context.call(Users.class)));
    assertThat(database.all(User.class)).hasSize(10);
  }

  @Test
  void tellsHowFarItIs() {
    List<String> told = new ArrayList<>();
    SeedListener listener =
        new SeedListener() {
          @Override
          public void rowsWritten(String what, long written, long of) {
            told.add(what + " " + written + " of " + of);
          }
        };
    Seeding.on(store)
        .listener(listener)
        .run(
            context -> {
              context.createMany(new UserFactory(), 2500);
              context.store().insert(new PostFactory().make());
              context.progress("files", 1, 2);
            });
    assertThat(told)
        .containsExactly(
            "UserFactory 1000 of 2500",
            "UserFactory 2000 of 2500",
            "UserFactory 2500 of 2500",
            "Post 1 of 0",
            "files 1 of 2");
  }

  @Test
  void anInterruptedSeederLeavesTheFlag() {
    assertThatThrownBy(
            () ->
                Seeding.on(store)
                    .run(
                        context -> {
                          throw new InterruptedException("stop");
                        }))
        .isInstanceOf(SeedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
