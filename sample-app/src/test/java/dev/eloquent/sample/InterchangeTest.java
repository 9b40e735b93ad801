package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.flyway.FlywayBridge;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This library, Flyway on the files and Flyway through the bridge take turns on one database. */
class InterchangeTest {
  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void threeWaysTakeTurns(String dialect) throws SQLException {
    Shop alone = Shop.open(dialect);
    Shop shop = Shop.empty(dialect);

    shop.migrator().run(RunOptions.ALL.withTo(2));
    allAgree(shop);
    files(shop, "4").migrate();
    allAgree(shop);
    bridge(shop).migrate();
    allAgree(shop);
    assertThat(DatabaseShape.of(shop)).isEqualTo(DatabaseShape.of(alone));

    shop.migrator().rollback(RollbackOptions.to(3));
    assertThat(files(shop, "latest").migrate().migrationsExecuted).isEqualTo(2);
    allAgree(shop);
    assertThat(DatabaseShape.of(shop)).isEqualTo(DatabaseShape.of(alone));
    assertThat(shop.migrator().run().applied()).isEmpty();
  }

  private static void allAgree(Shop shop) {
    assertThat(shop.migrator().validate().problems()).isEmpty();
    files(shop, "latest").validate();
    bridge(shop).validate();
  }

  private static Flyway files(Shop shop, String target) {
    return Flyway.configure()
        .dataSource(shop.source())
        .locations("classpath:db/migration/" + shop.dialect())
        .ignoreMigrationPatterns("*:pending")
        .target(target)
        .load();
  }

  private static Flyway bridge(Shop shop) {
    return FlywayBridge.configure(
            Flyway.configure().dataSource(shop.source()).ignoreMigrationPatterns("*:pending"),
            Shop.catalog(),
            shop.dialect())
        .load();
  }
}
