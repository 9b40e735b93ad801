package dev.eloquent.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.registry.ModelException;
import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.seed.Factories.NoteFactory;
import dev.eloquent.seed.Factories.PostFactory;
import dev.eloquent.seed.Factories.UserFactory;
import dev.eloquent.seed.MemoryStore.Database;
import dev.eloquent.seed.MemoryStore.Note;
import dev.eloquent.seed.MemoryStore.Post;
import dev.eloquent.seed.MemoryStore.User;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import net.datafaker.Faker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactoryTest {
  private final Database database = new Database();
  private final ModelStore store = database.open();

  @BeforeEach
  void register() {
    MemoryStore.register();
  }

  private static List<String> names(List<User> users) {
    return users.stream().map(User::name).toList();
  }

  private static List<Integer> ages(List<User> users) {
    return users.stream().map(User::age).toList();
  }

  @Test
  void makesWithoutWriting() {
    User user = new UserFactory().make();
    assertThat(user.name()).isEqualTo("user1");
    assertThat(user.age()).isBetween(18, 99);
    assertThat(names(new UserFactory().makeMany(3))).containsExactly("user1", "user2", "user3");
    assertThat(new UserFactory().makeMany(0)).isEmpty();
    assertThat(database.writes).hasValue(0);
  }

  @Test
  void theSeedNumberDecides() {
    List<Integer> ages = ages(new UserFactory().withSeed(7).makeMany(50));
    assertThat(ages(new UserFactory().withSeed(7).makeMany(50))).isEqualTo(ages);
    assertThat(ages(new UserFactory().withSeed(8).makeMany(50))).isNotEqualTo(ages);
    assertThat(new HashSet<>(ages)).hasSizeGreaterThan(20);
    // A row is the same wherever the call begins.
    assertThat(ages(new UserFactory().withSeed(7).startingAt(40).makeMany(10)))
        .isEqualTo(ages.subList(40, 50));
  }

  /**
   * A release, or a JDK, that made other rows of the same seed number would break its users' tests.
   * The numbers are what SplitMix64, as its paper has it, gives in another language.
   */
  @Test
  void rowsStayWhatTheyWere() {
    assertThat(ages(new UserFactory().withSeed(42).makeMany(5)))
        .containsExactly(70, 40, 47, 25, 48);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void concurrencyChangesNoRow(int concurrency) {
    Factory<User> factory =
        new UserFactory()
            .withSeed(3)
            .has(
                new PostFactory().forNewParent(new UserFactory(), (p, u) -> p), 2, PostFactory::of);
    List<User> made = new UserFactory().withSeed(3).makeMany(2500);
    List<User> created = factory.createMany(store, 2500, concurrency);
    assertThat(names(created)).isEqualTo(names(made));
    assertThat(ages(created)).isEqualTo(ages(made));
    assertThat(database.all(User.class)).hasSize(2501);
    // Each user has the posts of its own index, whichever batch it was in.
    List<String> titles =
        created.stream()
            .flatMap(u -> database.all(Post.class).stream().filter(p -> p.userId() == u.id()))
            .map(Post::title)
            .toList();
    Database other = new Database();
    try (ModelStore alone = other.open()) {
      factory.createMany(alone, 2500);
    }
    assertThat(titles)
        .isEqualTo(other.all(Post.class).stream().map(Post::title).toList())
        .hasSize(5000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void insertingWritesTheSameRows(int concurrency) {
    Factory<User> factory =
        new UserFactory().withSeed(3).startingAt(7).has(new PostFactory(), 2, PostFactory::of);
    factory.insertMany(store, 2500, concurrency);
    assertThat(names(database.all(User.class)))
        .containsExactlyInAnyOrderElementsOf(names(factory.makeMany(2500)));
    assertThat(database.all(Post.class)).hasSize(5000);
    factory.insertMany(store, 0);
    assertThat(database.all(User.class)).hasSize(2500);
    assertThatThrownBy(() -> factory.insertMany(store, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void insertingTellsWhatIsWrittenToo() {
    database.transactions = false;
    database.before =
        rows -> {
          if (rows.get(0) instanceof User user && user.name().equals("user1001")) {
            throw new IllegalStateException("row 1001 is bad");
          }
        };
    assertThatThrownBy(() -> new UserFactory().insertMany(store, 2500))
        .isInstanceOfSatisfying(SeedException.class, e -> assertThat(e.written()).isEqualTo(1000));
  }

  @Test
  void statesApplyInOrder() {
    Factory<User> factory =
        new UserFactory()
            .state(u -> new User(0, u.name() + "!", u.age()))
            .state((u, draw) -> new User(0, u.name() + draw.index(), u.age()))
            .state(UserFactory::old);
    assertThat(factory.makeMany(2))
        .containsExactly(new User(0, "user1!0", 100), new User(0, "user2!1", 100));
    // The factory that it was made from is what it was.
    assertThat(new UserFactory().state(UserFactory::old).state(u -> u)).isNotNull();
    Factory<User> plain = new UserFactory();
    plain.state(UserFactory::old);
    assertThat(plain.make().age()).isLessThan(100);
  }

  @Test
  void statesMayChangeAnInstance() {
    Note note =
        new NoteFactory()
            .state(
                n -> {
                  n.text += "!";
                  return n;
                })
            .create(store);
    assertThat(note.text).isEqualTo("note1!");
    assertThat(note.id).isPositive();
  }

  @Test
  void aSequenceTakesTurns() {
    Factory<User> factory =
        new UserFactory().sequence(u -> new User(0, "even", 1), u -> new User(0, "odd", 2));
    assertThat(names(factory.makeMany(5))).containsExactly("even", "odd", "even", "odd", "even");
    assertThat(names(factory.startingAt(3).makeMany(2))).containsExactly("odd", "even");
    assertThatThrownBy(() -> new UserFactory().sequence())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void belongsToAParent() {
    User ada = new User(77, "ada", 36);
    assertThat(new PostFactory().forParent(ada, PostFactory::of).makeMany(2))
        .extracting(Post::userId)
        .containsExactly(77L, 77L);
  }

  @Test
  void makesOneParentForACall() {
    Factory<Post> posts = new PostFactory().forNewParent(new UserFactory(), PostFactory::of);
    List<Post> created = posts.createMany(store, 1500);
    long parent = database.all(User.class).get(0).id();
    assertThat(database.all(User.class)).hasSize(1);
    assertThat(created).extracting(Post::userId).containsOnly(parent);
    assertThat(posts.makeMany(3)).extracting(Post::userId).containsOnly(0L);
    assertThat(database.all(User.class)).hasSize(1);
  }

  @Test
  void hasChildrenOfItsOwn() {
    List<User> users =
        new UserFactory().has(new PostFactory(), 3, PostFactory::of).createMany(store, 1200);
    List<Post> posts = database.all(Post.class);
    assertThat(posts).hasSize(3600);
    for (User user : List.of(users.get(0), users.get(999), users.get(1000), users.get(1199))) {
      assertThat(posts.stream().filter(p -> p.userId() == user.id())).hasSize(3);
    }
    assertThat(new HashSet<>(posts.stream().map(p -> p.title().substring(0, 4)).toList()))
        .containsExactly("post");
    // Their indexes go on from parent to parent, for what must be unique.
    assertThat(posts.get(3599).title()).startsWith("post3599");
    assertThat(new UserFactory().has(new PostFactory(), 3, PostFactory::of).makeMany(2)).hasSize(2);
    assertThat(database.all(Post.class)).hasSize(3600);
  }

  @Test
  void aRowThatCannotBeMadeIsNamedWithItsLine() {
    Factory<User> factory =
        new Factory<>() {
          @Override
          protected User definition(Draw draw) {
            if (draw.number() == 1100) {
              throw new IllegalStateException("no name left");
            }
            return new User(0, "u", 1);
          }
        };
    assertThatThrownBy(() -> factory.createMany(store, 2000))
        .isInstanceOfSatisfying(
            SeedException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(SeedProblem.ROW);
              assertThat(e.code()).isEqualTo("ELQ820");
              assertThat(e.written()).isZero();
            })
        .hasMessageMatching(
            ".*cannot make row 1100: IllegalStateException: no name left"
                + " \\(FactoryTest.java:\\d+\\); none of its rows is written")
        .hasRootCauseMessage("no name left");
    assertThat(database.rows).isEmpty();
  }

  @Test
  void whatGivesNoRowIsRefused() {
    assertThatThrownBy(() -> new UserFactory().state(u -> Objects.requireNonNull(null)).make())
        .isInstanceOf(SeedException.class);
    assertThatThrownBy(() -> new UserFactory().makeMany(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UserFactory().createMany(store, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UserFactory().startingAt(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsThatCannotBeWrittenAreNamed() {
    database.before =
        rows -> {
          if (rows.get(0) instanceof User user && user.name().equals("user1001")) {
            throw new IllegalStateException("disk full");
          }
        };
    assertThatThrownBy(() -> new UserFactory().createMany(store, 1800))
        .hasMessage(
            "rows 1001 to 1800 of UserFactory cannot be written: IllegalStateException: disk full;"
                + " none of its rows is written");
    assertThat(database.rows).isEmpty();
    database.transactions = false;
    assertThatThrownBy(() -> new UserFactory().createMany(store, 1800))
        .hasMessageEndingWith(
            "disk full; 1000 of 1800 rows of UserFactory are written, and some of those that"
                + " failed may be")
        .isInstanceOfSatisfying(SeedException.class, e -> assertThat(e.written()).isEqualTo(1000));
    assertThat(database.rows).hasSize(1000);
  }

  private static final class NamedFactory extends Factory<User> {
    @Override
    protected User definition(Draw draw) {
      Faker faker = Fakers.of(draw);
      return new User(0, faker.name().fullName() + " of " + faker.address().city(), 1);
    }
  }

  @Test
  void datafakerIsAsDeterministic() {
    List<String> names = names(new NamedFactory().withSeed(1).makeMany(40));
    assertThat(new HashSet<>(names)).hasSizeGreaterThan(35);
    assertThat(names(new NamedFactory().withSeed(1).createMany(store, 40, 4))).isEqualTo(names);
    assertThat(names(new NamedFactory().withSeed(1).startingAt(20).makeMany(20)))
        .isEqualTo(names.subList(20, 40));
    assertThat(names(new NamedFactory().withSeed(2).makeMany(40))).isNotEqualTo(names);
  }

  private record Stranger(String name) {}

  @Test
  void inStrictModeModelsMustBeRegistered() {
    Factory<Stranger> factory =
        new Factory<>() {
          @Override
          protected Stranger definition(Draw draw) {
            return new Stranger("x");
          }
        };
    assertThatThrownBy(factory::make)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Stranger.class")
        .hasMessageContaining("ELQ800");
  }

  @Test
  void theRegistryOfTheStoreSaysWhatIsRegistered() {
    database.registry = new ModelRegistry();
    assertThatThrownBy(() -> new UserFactory().create(store))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("ELQ800");
    database.registry.setStrict(false);
    database.registry.register(new MemoryStore.Models());
    assertThat(new UserFactory().create(store).id()).isPositive();
  }
}
