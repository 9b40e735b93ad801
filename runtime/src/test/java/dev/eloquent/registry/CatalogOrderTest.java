package dev.eloquent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.TestCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each catalogue has one table, named as it is, and refers to the tables behind the colon. */
class CatalogOrderTest {
  private static List<String> sorted(String text, long seed) {
    List<MigrationCatalog> catalogs = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (String one : text.split(";", -1)) {
      String[] parts = one.strip().split(":", 2);
      TestCatalog.Builder builder = TestCatalog.on("sqlite").id(parts[0].strip());
      for (String table : parts[1].strip().split(" +", 0)) {
        if (!table.isEmpty()) {
          builder.refersTo(table);
        }
      }
      owners.put(parts[0].strip(), parts[0].strip());
      catalogs.add(builder.build());
    }
    Collections.shuffle(catalogs, new Random(seed));
    return new CatalogOrder(catalogs, owners).sorted().stream().map(MigrationCatalog::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'b: ; a: ; c: ', 'a b c'",
    "'a: c; b: ; c: ', 'b c a'",
    "'a: b; b: c; c: d; d: ', 'd c b a'",
    "'z: ; m: z; a: z', 'z a m'",
    "'top: left right; left: base; right: base; base: ', 'base left right top'",
    "'a: gone; b: ', 'a b'"
  })
  void referencesDecideAndThenIds(String catalogs, String order) {
    for (long seed = 0; seed < 10; seed++) {
      assertThat(String.join(" ", sorted(catalogs, seed))).isEqualTo(order);
    }
  }

  /** The way into the circle is no part of it. */
  @Test
  void namesACircleByItsTables() {
    MigrationException e =
        catchThrowableOfType(
            MigrationException.class, () -> sorted("a: b; b: c d; c: b; d: ; e: a", 1));
    assertThat(e.problem()).isEqualTo(MigrationProblem.CATALOG_CIRCLE);
    assertThat(e)
        .hasMessageContaining(
            "first: catalogue b refers to table c of catalogue c, catalogue c refers to table b of"
                + " catalogue b. Take");
  }
}
