package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationConstantsTest {
  /** As generated code is written. */
  public static final class Whole extends Migration {
    public static final String V1_SQLITE_UP_1 = "CREATE TABLE a (id INTEGER)";
    public static final String V1_SQLITE_UP_2 = "CREATE TABLE b (id INTEGER)";
    public static final String V1_SQLITE_DOWN_1 = "DROP TABLE b\fDROP TABLE a";
    public static final String V1_SQLITE_REVERSES = "2 1";
    public static final String V11_SQLITE_UP_1 = "CREATE TABLE c (id INTEGER)";
    public static final String V11_SQLITE_IRREVERSIBLE = "";
  }

  private static final class Hidden extends Migration {
    @SuppressWarnings("unused")
    private static final String V1_SQLITE_UP_1 = "CREATE TABLE a (id INTEGER)";
  }

  @Test
  void statementsComeInTheOrderOfTheirNumbersWithWhatTheyReverse() {
    Script script = new Whole().script(1, "sqlite");
    assertThat(script.up().toList())
        .containsExactly("CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)");
    assertThat(script.down().toList())
        .containsExactly(
            new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "DROP TABLE a"));
    assertThat(script.reversible()).isTrue();
  }

  @Test
  void versionsThatShareAClassKeepApart() {
    assertThat(new Whole().script(11, "sqlite"))
        .isEqualTo(new Script(List.of("CREATE TABLE c (id INTEGER)"), List.of(), false));
    assertThat(new Whole().script(2, "sqlite")).isEqualTo(Script.EMPTY);
  }

  @Test
  void aDialectWithoutConstantsIsANoOp() {
    assertThat(new Whole().script(1, "postgresql")).isEqualTo(Script.EMPTY);
  }

  @Test
  void constantsThatCannotBeReadAreAnErrorAndNotAnEmptyScript() {
    assertThatThrownBy(() -> new Hidden().script(1, "sqlite"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be public");
  }
}
