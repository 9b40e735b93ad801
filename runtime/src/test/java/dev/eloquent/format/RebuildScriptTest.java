package dev.eloquent.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.RebuildScript.Rebuilt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guard of a rebuild says the same to the compiler and to the runtime. */
class RebuildScriptTest {
  @Test
  void readsTheTableAndItsIndexes() {
    for (Rebuilt table :
        List.of(
            new Rebuilt("items", List.of()),
            new Rebuilt("items", List.of("i_1", "i_2")),
            new Rebuilt("o'clock, 'Ä'", List.of("it''s", "a, b", "lower('x')")),
            new Rebuilt("lower(name) NOT IN (lower('x')", List.of("tbl_name) = lower('y')")))) {
      String sql = RebuildScript.unmanaged(table, List.of("id"));
      assertThat(RebuildScript.read(sql)).contains(table);
      assertThat(RebuildScript.isGuard(sql)).isTrue();
    }
  }

  /** Sealed files have it, so neither what is written nor what is read may change. */
  @Test
  void isWrittenAsEver() {
    String sql =
        """
        INSERT INTO temp.eloquent_rebuild_guard (unmanaged) SELECT
          (SELECT count(*) FROM sqlite_master WHERE type = 'index' AND lower(tbl_name) = lower('items')
            AND sql IS NOT NULL AND lower(name) NOT IN (lower('i_1'), lower('i_2')))
          + (SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')
            AND (lower(tbl_name) = lower('items') OR instr(lower(sql), lower('items')) > 0))
          + (SELECT count(*) FROM pragma_table_xinfo('items') WHERE lower(name) NOT IN (lower('id')))""";
    Rebuilt table = new Rebuilt("items", List.of("i_1", "i_2"));
    assertThat(RebuildScript.unmanaged(table, List.of("id"))).isEqualTo(sql);
    assertThat(RebuildScript.read(sql)).contains(table);
  }

  @Test
  void tellsOtherStatementsApart() {
    assertThat(RebuildScript.read("INSERT INTO temp.eloquent_rebuild_guard (orphans) SELECT 0"))
        .isEmpty();
    assertThat(RebuildScript.isGuard("INSERT INTO items (unmanaged) SELECT 0")).isFalse();
    assertThat(RebuildScript.isRebuild("CREATE TABLE eloquent_new_items (id)")).isTrue();
    assertThat(RebuildScript.isRebuild("CREATE TABLE \"eloquent_new_Order Lines\" (id)")).isTrue();
    assertThat(RebuildScript.isRebuild("CREATE TABLE items (id)")).isFalse();
  }
}
