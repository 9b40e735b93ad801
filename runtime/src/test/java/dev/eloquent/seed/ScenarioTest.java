package dev.eloquent.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.seed.Factories.PostFactory;
import dev.eloquent.seed.Factories.UserFactory;
import dev.eloquent.seed.MemoryStore.Database;
import dev.eloquent.seed.MemoryStore.Post;
import dev.eloquent.seed.MemoryStore.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private final Database database = new Database();
  private final Database documents = new Database();
  private final ModelStore sql = database.open();
  private final ModelStore mongo = documents.open();
  private final List<String> told = new ArrayList<>();
  private final SeedListener listener =
      new SeedListener() {
        @Override
        public void stepStarted(int number, String name) {
          told.add(number + " " + name);
        }

        @Override
        public void stepFinished(int number, String name, Map<String, Long> rows, Duration took) {
          told.add(number + " done " + rows.values());
        }
      };

  @BeforeEach
  void register() {
    MemoryStore.register();
    documents.transactions = false;
  }

  private static void twoSteps(ScenarioContext context) {
    context.step("sign up", () -> context.createMany(context.sql(), new UserFactory(), 2));
    context.step(
        "post",
        () -> {
          context.create(context.sql(), new UserFactory());
          context.create(context.mongo(), new PostFactory());
        });
  }

  @Test
  void tellsItsStepsInOrder() {
    SeedResult result =
        Telling.on(sql, mongo).listener(listener).seed(4).tell(ScenarioTest::twoSteps);
    assertThat(told).containsExactly("1 sign up", "1 done [2]", "2 post", "2 done [1, 1]");
    assertThat(result.total()).isEqualTo(4);
    assertThat(database.all(User.class)).extracting(User::name).doesNotHaveDuplicates();
    assertThat(documents.all(Post.class)).hasSize(1);
  }

  @Test
  void aFailedStepIsRolledBackAndEarlierOnesStay() {
    documents.before =
        rows -> {
          throw new IllegalStateException("not primary");
        };
    assertThatThrownBy(() -> Telling.on(sql, mongo).tell(ScenarioTest::twoSteps))
        .isInstanceOfSatisfying(SeedException.class, e -> assertThat(e.code()).isEqualTo("ELQ827"))
        .hasMessageMatching(
            ".*: step 2, \"post\", failed: row 1 of PostFactory cannot be written:"
                + " IllegalStateException: not primary; 0 of 1 rows of PostFactory are written, and some of those"
                + " that failed may be\\. What these"
                + " steps wrote stays: \"sign up\"; what the failed one wrote to the SQL database is"
                + " rolled back; what it wrote to MongoDB stays");
    assertThat(database.all(User.class)).hasSize(2);
  }

  @Test
  void saysWhichDatabaseIsMissing() {
    assertThatThrownBy(() -> Telling.on(sql, null).tell(ScenarioTest::twoSteps))
        .hasMessageContaining("needs MongoDB, and was given none: add --mongo");
    assertThatThrownBy(
            () ->
                Telling.on(null, mongo)
                    .tell(context -> context.create(context.sql(), new UserFactory())))
        .isInstanceOfSatisfying(SeedException.class, e -> assertThat(e.code()).isEqualTo("ELQ828"))
        .hasMessageContaining("needs a SQL database");
    Telling.on(sql, null).tell(context -> assertThat(context.hasMongo()).isFalse());
  }

  @Test
  void aStepHoldsNoOther() {
    assertThatThrownBy(
            () -> Telling.on(sql, null).tell(c -> c.step("outer", () -> c.step("inner", () -> {}))))
        .hasMessageContaining("\"inner\" is inside the step \"outer\"");
  }
}
