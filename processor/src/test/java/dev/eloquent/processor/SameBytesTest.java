package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.Checksums;
import dev.eloquent.processor.ProjectFixture.Compiled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the sample shop gives has the same bytes on every JDK that runs this, in whatever order the
 * compiler gets the sources: a committed list of digests is compared.
 *
 * <p>{@code -Dgolden.write=true} writes the list anew, after a change that is meant to change what
 * is generated.
 */
class SameBytesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/sample-shop");

  @TempDir Path root;

  @Test
  void theDraftOfTheWholeShop() throws IOException {
    check(SampleShop.models(root), "draft.sha256");
  }

  @Test
  void theSealedShop() throws IOException {
    check(SampleShop.sealed(root), "sealed.sha256");
  }

  private static void check(ProjectFixture shop, String golden) throws IOException {
    String digests = digests(shop, shop.sources());
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(GOLDEN.resolve(golden), digests);
    }
    assertThat(digests).isEqualTo(Files.readString(GOLDEN.resolve(golden)));
    List<Path> shuffled = new ArrayList<>(shop.sources());
    for (int seed = 1; seed <= 5; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(digests(shop, shuffled)).as("shuffled by " + seed).isEqualTo(digests);
    }
  }

  private static String digests(ProjectFixture shop, List<Path> sources) {
    Compiled result = shop.clean().compile(sources);
    assertThat(result.success()).as(result.all()).isTrue();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> file : shop.output().entrySet()) {
      text.append(Checksums.sha256(file.getValue())).append(' ').append(file.getKey()).append('\n');
    }
    return text.toString();
  }
}
