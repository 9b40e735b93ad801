package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This library, Flyway on the files and Flyway with the bridge migrate one database in turn, in
 * random orders, while versions are drafted, sealed and deployed; after each turn they agree.
 *
 * <p>{@code -Dinterchange.walks=200 -Dinterchange.seed=1000} walks longer.
 */
class InterchangeWalkTest {
  private static final List<Integer> SEEDS = List.of(1, 2, 3);

  private enum Turn {
    RUN,
    RUN_WITH_DRAFT,
    FILES,
    FILES_AGAIN,
    BRIDGE,
    BRIDGE_AGAIN,
    ROLLBACK,
    FRESH
  }

  /** Packages of a growing project, each as committed, and with the line ends of Windows. */
  private static final List<Path[]> STAGES = new ArrayList<>();

  @TempDir static Path folder;

  /**
   * Generated versions 1, 4 and 6, by hand 2 with settings for Flyway, 3 with a byte order mark and
   * CRLF, 5 outside of a transaction; behind each stage's sealed ones a draft.
   */
  @BeforeAll
  static void compile() {
    String user =
        "@Model public class User { @Id(strategy = IdStrategy.NONE) long id; String name;";
    TestProject project =
        new TestProject(folder.resolve("shop"))
            .source("User", user + " }")
            .compile()
            .seal()
            .open(
                2,
                "fill_users",
                "INSERT INTO users (id, name) VALUES (1, '${name}'), (2, NULL);\n",
                "DELETE FROM users;\n")
            .open(
                3,
                "name_users",
                "\uFEFF-- é\r\nUPDATE users SET name = 'x;y'\r\n  WHERE id = 2;\r\n",
                "UPDATE users SET name = NULL WHERE id = 2;\n")
            .compile()
            .seal()
            .source("User", user + " String email; }")
            .compile();
    stage(project);
    project
        .seal()
        .open(
            "postgresql",
            5,
            "by_name",
            """
            CREATE INDEX CONCURRENTLY by_name ON users (name);
            VACUUM users;
            """,
            "DROP INDEX CONCURRENTLY by_name;\n")
        .open(
            "mysql",
            5,
            "by_name",
            """
            CREATE INDEX by_name ON users (name);
            INSERT INTO users (id, name) VALUES (3, 'z');
            """,
            """
            DROP INDEX by_name ON users;
            DELETE FROM users WHERE id = 3;
            """)
        .open(
            "sqlite",
            5,
            "by_name",
            """
            CREATE INDEX by_name ON users (name);
            VACUUM;
            """,
            "DROP INDEX by_name;\n")
        .compile()
        .seal()
        .source("Orders", "@Model public class Orders { @Id long id; User user; }")
        .compile();
    stage(project);
    project.seal().source("User", user + " String email; String phone; }").compile();
    stage(project);
  }

  private static void stage(TestProject project) {
    Path to = folder.resolve("stage" + STAGES.size());
    STAGES.add(
        new Path[] {
          project.packageTo(to.resolve("as-committed")),
          project.packageTo(to.resolve("crlf"), InterchangeWalkTest::crlf)
        });
  }

  private static String crlf(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  static Stream<Arguments> walks() {
    int more = Integer.getInteger("interchange.walks", 0);
    int first = Integer.getInteger("interchange.seed", 1000);
    List<Integer> seeds = new ArrayList<>(SEEDS);
    for (int i = 0; i < more; i++) {
      seeds.add(first + i);
    }
    return Stream.of("sqlite", "postgresql", "mysql")
        .flatMap(dialect -> seeds.stream().map(seed -> Arguments.of(dialect, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("walks")
  void theyAgreeAfterEachTurn(String dialect, int seed) throws SQLException {
    Random random = new Random(seed);
    TestDatabase database = Databases.create(dialect);
    Turns turns = new Turns(database, STAGES.get(0)[0]);
    List<String> story = new ArrayList<>();
    List<Turn> order = new ArrayList<>(List.of(Turn.values()));
    Collections.shuffle(order, random);
    for (int i = 0; i < order.size(); i++) {
      int stage = STAGES.size() * i / order.size();
      turns.deploy(STAGES.get(stage)[random.nextInt(2)]);
      try {
        story.add("stage " + stage + " " + order.get(i) + " " + take(order.get(i), turns, random));
        turns.assertAgreement();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(story + ", then: " + e.getMessage(), e);
      }
    }
    turns.rollback(RollbackOptions.to(random.nextInt(4)));
    turns.assertAgreement();
    turns.bridge("latest").migrate();
    turns.assertAgreement();
    assertSame(database, dialect);
  }

  /** What a database is like that only this library has migrated. */
  private static void assertSame(TestDatabase database, String dialect) throws SQLException {
    TestDatabase alone = Databases.create(dialect);
    new Turns(alone, STAGES.get(2)[0]).run(0);
    for (String sql :
        List.of(
            "SELECT id, name, email FROM users ORDER BY id", "SELECT id, user_id FROM orders")) {
      assertThat(query(database, sql)).isEqualTo(query(alone, sql));
    }
    assertThat(query(alone, "SELECT id, name, email FROM users ORDER BY id"))
        .startsWith("1|${name}|null", "2|x;y|null");
  }

  /** How far is random, too. */
  private static String take(Turn turn, Turns turns, Random random) {
    int sealed = turns.catalog().lockVersion();
    int number = 1 + random.nextInt(sealed);
    String target = random.nextInt(3) == 0 ? "latest" : Integer.toString(number);
    switch (turn) {
      case RUN -> turns.run(number);
      case RUN_WITH_DRAFT -> turns.runWithDraft();
      case FILES, FILES_AGAIN -> turns.files(target).migrate();
      case BRIDGE, BRIDGE_AGAIN -> turns.bridge(target).migrate();
      case ROLLBACK -> turns.rollback(RollbackOptions.step(number));
      case FRESH -> turns.fresh();
    }
    return number + " or " + target;
  }

  private static List<String> query(TestDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder(String.valueOf(result.getString(1)));
        for (int i = 2; i <= columns; i++) {
          row.append('|').append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }
}
