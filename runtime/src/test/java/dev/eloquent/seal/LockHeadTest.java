package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockHeadTest {
  private static final String HASH = "a".repeat(64);
  private static final LockFile TWO =
      LockFile.EMPTY
          .append("one", Kind.GENERATED, null, HASH, Map.of("sqlite/V1__one.sql", HASH))
          .append(
              "two",
              Kind.JAVA,
              "shop.Two",
              HASH,
              Map.of("sqlite/V2__two.sql", HASH, "undo/sqlite/U2__two.sql", HASH));

  @Test
  void isTheLastVersionAndItsChain() {
    assertThat(LockHead.of(TWO.render())).isEqualTo(new LockHead(2, TWO.headChain()));
    assertThat(LockHead.of(TWO.render().replace("\n", "\r\n") + "\r\n\r\n"))
        .isEqualTo(new LockHead(2, TWO.headChain()));
    assertThat(LockHead.of(LockFile.EMPTY.render())).isEqualTo(LockHead.NONE);
  }

  @Test
  void refusesWhatDoesNotEndAsALockFile() {
    assertThatThrownBy(() -> LockHead.of(TWO.render() + ">>>>>>> theirs\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("merge conflict");
    assertThatThrownBy(() -> LockHead.of("")).isInstanceOf(FormatException.class);
  }
}
