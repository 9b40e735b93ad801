package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts: where they run, how a changed one is redone, how one becomes sealed. */
class MigratorDraftTest {
  private static final String USERS = "CREATE TABLE users (id INT PRIMARY KEY)";
  private static final String POSTS = "CREATE TABLE posts (id INT)";

  private static TestCatalog.Builder base(String dialect) {
    return TestCatalog.on(dialect).sealed("create_users", USERS, "DROP TABLE users");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void runOnlyWhereTheyAreAllowed(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = base(dialect).draft("create_posts", POSTS, "DROP TABLE posts").build();

    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> on(source, catalog).build().run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNSEALED);
    assertThat(refused).hasMessageContaining("create_posts");
    assertThat(source.hasTable("users")).isFalse();

    RunResult sealed = on(source, catalog).sealedOnly(true).build().run();
    assertThat(sealed.applied()).extracting(AppliedVersion::version).containsExactly(1);
    assertThat(sealed.skipped()).containsExactly(2);
    RunResult draft = on(source, catalog).draftsAllowed(true).build().run();
    assertThat(draft.applied()).extracting(AppliedVersion::draft).containsExactly(true);
    assertThat(on(source, catalog).sealedOnly(true).build().run().applied()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aChangedOneIsRedoneOnlyWhenTold(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog before = base(dialect).draft("create_posts", POSTS, "DROP TABLE posts").build();
    on(source, before).draftsAllowed(true).build().run();
    source.execute("INSERT INTO posts VALUES (1)");
    source.execute("INSERT INTO posts VALUES (2)");
    TestCatalog after =
        base(dialect)
            .draft("create_posts", "CREATE TABLE posts (id INT, title INT)", "DROP TABLE posts")
            .build();
    Migrator migrator = on(source, after).draftsAllowed(true).build();
    assertThat(migrator.status().entries().get(1).state()).isEqualTo(StatusReport.State.CHANGED);

    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.DRAFT_CHANGED);
    assertThat(refused).hasMessageContaining("posts (2 rows)").hasMessageContaining("--redo-draft");
    assertThat(source.query("SELECT id FROM posts")).hasSize(2);

    RunResult redone = migrator.run(RunOptions.ALL.withRedoDraft(true));
    assertThat(redone.redone()).extracting(RolledBackVersion::version).containsExactly(2);
    assertThat(redone.applied()).extracting(AppliedVersion::version).containsExactly(2);
    assertThat(source.query("SELECT title FROM posts")).isEmpty();
    assertThat(source.history())
        .endsWith(
            "2|2|SQL|V2__create_posts.sql|ok",
            "3|2|DELETE|V2__create_posts.sql|ok",
            "4|2|SQL|V2__create_posts.sql|ok");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void sealedUnderAnotherNameRunsNothing(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog draft = base(dialect).draft("create_posts", POSTS, "DROP TABLE posts").build();
    on(source, draft).draftsAllowed(true).build().run();
    source.execute("INSERT INTO posts VALUES (1)");
    TestCatalog sealed = base(dialect).sealed("add_blog", POSTS, "DROP TABLE posts").build();
    Migrator migrator = on(source, sealed).build();

    RunResult result = migrator.run();
    assertThat(result.applied()).isEmpty();
    assertThat(result.sealed()).containsExactly(2);
    assertThat(source.query("SELECT id FROM posts")).hasSize(1);
    assertThat(source.history())
        .endsWith("3|2|DELETE|V2__create_posts.sql|ok", "4|2|SQL|V2__add_blog.sql|ok");
    assertThat(source.journal()).endsWith("sealed 2");
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().problems()).isEmpty();
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.hasTable("posts")).isFalse();
  }

  /** Only comments differ: the statements that ran are the sealed ones. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void sealedWithAnotherCommentGetsItsChecksum(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog draft = base(dialect).draft("create_posts", POSTS, "DROP TABLE posts").build();
    on(source, draft).draftsAllowed(true).build().run();
    TestCatalog sealed =
        base(dialect)
            .add(
                "create_posts",
                "sealed",
                List.of(POSTS),
                List.of(new Script.Reverse(1, "DROP TABLE posts")),
                "-- reviewed\n")
            .build();
    Migrator migrator = on(source, sealed).build();
    assertThat(migrator.run().sealed()).containsExactly(2);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** The models went back to what is sealed: the draft is gone, its table must go too. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aVanishedOneIsUndone(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog draft = base(dialect).draft("create_posts", POSTS, "DROP TABLE posts").build();
    on(source, draft).draftsAllowed(true).build().run();
    Migrator migrator = on(source, base(dialect).build()).draftsAllowed(true).build();
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(refused).hasMessageContaining("posts (0 rows)");
    RunResult redone = migrator.run(RunOptions.ALL.withRedoDraft(true));
    assertThat(redone.redone()).hasSize(1);
    assertThat(redone.applied()).isEmpty();
    assertThat(source.hasTable("posts")).isFalse();
  }

  /** A draft that failed half-way on MySQL and was then changed is undone as far as it had run. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void aHalfAppliedOneIsRedone(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    List<Script.Reverse> down =
        List.of(new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "DROP TABLE posts"));
    TestCatalog half =
        base(dialect)
            .add("more", "draft", List.of(POSTS, "CREATE TABLE b (id NOTHING)"), down)
            .build();
    assertThatThrownBy(() -> on(source, half).draftsAllowed(true).build().run())
        .isInstanceOf(MigrationException.class);
    assertThat(source.hasTable("posts")).isTrue();
    TestCatalog after =
        base(dialect)
            .add(
                "more",
                "draft",
                List.of("CREATE TABLE posts (id INT, b INT)", "CREATE TABLE b (id INT)"),
                down)
            .build();
    Migrator migrator = on(source, after).draftsAllowed(true).build();
    RunResult redone = migrator.run(RunOptions.ALL.withRedoDraft(true));
    assertThat(redone.redone()).hasSize(1);
    assertThat(redone.applied()).hasSize(1);
    assertThat(source.query("SELECT b FROM posts")).isEmpty();
    assertThat(migrator.validate().problems()).isEmpty();
  }

  private static TestCatalog.Builder open(String dialect, String value) {
    String insert = "INSERT INTO users VALUES (" + value + ")";
    Script.Reverse reverse = new Script.Reverse(1, "DELETE FROM users");
    return base(dialect).add("fill", "open", List.of(insert), List.of(reverse));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void anOpenOneThatWasEditedIsRedoneWithTheDraftAboveIt(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog before =
        open(dialect, "1").draft("create_posts", POSTS, "DROP TABLE posts").build();
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> on(source, before).build().run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNSEALED);
    assertThat(on(source, before).sealedOnly(true).build().run().applied()).hasSize(1);
    on(source, before).draftsAllowed(true).build().run();
    assertThat(on(source, before).build().status().entries())
        .extracting(StatusReport.Entry::open)
        .containsExactly(false, true, false);

    TestCatalog after = open(dialect, "2").draft("create_posts", POSTS, "DROP TABLE posts").build();
    Migrator migrator = on(source, after).draftsAllowed(true).build();
    assertThatThrownBy(() -> migrator.run()).hasMessageContaining("--redo-draft");
    RunResult redone = migrator.run(RunOptions.ALL.withRedoDraft(true));
    assertThat(redone.redone()).extracting(RolledBackVersion::version).containsExactly(3, 2);
    assertThat(redone.applied()).extracting(AppliedVersion::version).containsExactly(2, 3);
    assertThat(source.query("SELECT id FROM users")).containsExactly("2");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void anOpenOneThatWasSealedRunsNothing(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    on(source, open(dialect, "1").build()).draftsAllowed(true).build().run();
    TestCatalog sealed =
        base(dialect).sealed("fill", "INSERT INTO users VALUES (1)", "DELETE FROM users").build();
    Migrator migrator = on(source, sealed).build();
    RunResult result = migrator.run();
    assertThat(result.applied()).isEmpty();
    assertThat(result.sealed()).containsExactly(2);
    assertThat(source.query("SELECT id FROM users")).containsExactly("1");
    // The row says the same already, so it stays, and the journal alone tells that it is sealed.
    assertThat(source.history()).endsWith("2|2|SQL|V2__fill.sql|ok");
    assertThat(source.journal()).endsWith("sealed 2");
    assertThat(migrator.validate().problems()).isEmpty();
  }
}
