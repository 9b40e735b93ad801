package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.Migration;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunResult;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.testkit.MongoServers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A project with tables and collections: a version of the ones is no gap in the others' history.
 */
class MixedCatalogTest {
  /** Version 1 and 4 of tables, 2 of both, 3 of collections only. */
  public static final class Mixed extends MigrationCatalog {
    private static final String HASH = "0".repeat(64);

    public Mixed() {
      super(
          "catalog \nhistory src/main/resources/db/migration\nlock 4 c4\nhead sqlite 4 c4\n"
              + "head mongodb 3 c3");
    }

    @Override
    protected @Nullable String block(int index) {
      return index > 0
          ? null
          : line(1, "users", "sqlite")
              + line(2, "both", "mongodb", "sqlite")
              + line(3, "events", "mongodb")
              + line(4, "orders", "sqlite");
    }

    private static String line(int version, String name, String... dialects) {
      StringBuilder line = new StringBuilder(version + " " + name + " sealed ");
      line.append("Statements c").append(version);
      for (String dialect : dialects) {
        line.append(" ").append(dialect).append(":1:").append(HASH).append(":").append(HASH);
      }
      return line.append('\n').toString();
    }

    @Override
    protected Migration instantiate(String className) {
      return new Statements();
    }
  }

  /** Of all versions. */
  public static final class Statements extends Migration {
    public static final String V2_MONGODB_UP_1 = "{\"create\":\"both\"}";
    public static final String V2_MONGODB_DOWN_1 = "{\"drop\":\"both\"}";
    public static final String V2_MONGODB_REVERSES = "1";
    public static final String V3_MONGODB_UP_1 = "{\"create\":\"events\"}";
    public static final String V3_MONGODB_DOWN_1 = "{\"drop\":\"events\"}";
    public static final String V3_MONGODB_REVERSES = "1";
  }

  @Test
  void versionsOfTablesAreNoGap() {
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      Migrator migrator = mongo.on(new Mixed()).build();
      assertThat(migrator.run().applied())
          .extracting(applied -> applied.version())
          .containsExactly(2, 3);
      assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
      assertThat(migrator.status().entries())
          .extracting(StatusReport.Entry::version)
          .containsExactly("2", "3");
      assertThat(migrator.status().hasPending()).isFalse();
      assertThat(migrator.validate().problems()).isEmpty();
      migrator.rollback(RollbackOptions.to(2));
      assertThat(mongo.history())
          .isEqualTo(List.of("2 MONGO true", "3 MONGO true", "3 DELETE true"));
      assertThat(migrator.run().applied()).hasSize(1);
      assertThat(mongo.content()).contains("collection both", "collection events");
    }
  }
}
