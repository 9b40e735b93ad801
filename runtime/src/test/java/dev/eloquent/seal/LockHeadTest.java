package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void readsTheEndOfAFileOnly(@TempDir Path folder) throws IOException {
    LockFile lock = LockFile.EMPTY;
    Path file = folder.resolve("migrations.lock");
    for (int version = 1; version <= 200; version++) {
      String name = "sqlite/V" + version + "__name.sql";
      lock = lock.append("name", Kind.GENERATED, null, HASH, Map.of(name, HASH));
      Files.writeString(file, lock.render());
      assertThat(LockHead.read(file)).isEqualTo(new LockHead(version, lock.headChain()));
    }
    assertThat(Files.size(file)).isGreaterThan(2 * 16_384);
  }

  @Test
  void readsMoreWhereTheEndIsOneVersion(@TempDir Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      files.put("sqlite/V1__n" + i + ".sql", HASH);
    }
    LockFile lock = LockFile.EMPTY.append("name", Kind.GENERATED, null, HASH, files);
    Path file = Files.writeString(folder.resolve("migrations.lock"), lock.render());
    assertThat(LockHead.read(file)).isEqualTo(new LockHead(1, lock.headChain()));
    Files.writeString(file, lock.render() + ">>>>>>> theirs\n");
    assertThatThrownBy(() -> LockHead.read(file)).hasMessageContaining("merge conflict");
  }

  @Test
  void refusesWhatDoesNotEndAsALockFile() {
    assertThatThrownBy(() -> LockHead.of(TWO.render() + ">>>>>>> theirs\n"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("merge conflict");
    assertThatThrownBy(() -> LockHead.of("")).isInstanceOf(FormatException.class);
  }
}
