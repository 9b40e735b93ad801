package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MigrationConstantsTest {
  /** As generated code is written. */
  public static final class Whole extends Migration {
    public static final String SQLITE_UP_1 = "CREATE TABLE a (id INTEGER)";
    public static final String SQLITE_UP_2 = "CREATE TABLE b (id INTEGER)";
    public static final String SQLITE_DOWN_1 = "DROP TABLE b\fDROP TABLE a";
    public static final String SQLITE_REVERSES = "2 1";
  }

  private static final class Hidden extends Migration {
    @SuppressWarnings("unused")
    private static final String SQLITE_UP_1 = "CREATE TABLE a (id INTEGER)";
  }

  @Test
  void statementsComeInTheOrderOfTheirNumbersWithWhatTheyReverse() {
    Script script = new Whole().script("sqlite");
    assertThat(script.up())
        .containsExactly("CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)");
    assertThat(script.down())
        .containsExactly(
            new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "DROP TABLE a"));
    assertThat(script.reversible()).isTrue();
  }

  @Test
  void aDialectWithoutConstantsIsANoOp() {
    assertThat(new Whole().script("postgresql")).isEqualTo(Script.EMPTY);
  }

  @Test
  void constantsThatCannotBeReadAreAnErrorAndNotAnEmptyScript() {
    assertThatThrownBy(() -> new Hidden().script("sqlite"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be public");
  }
}
