package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private final Run run;

  GuardTest(@TempDir Path folder) {
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
    run = new Run(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "fresh"})
  void productionNeedsThreeConsentsAndNamesEachThatIsMissing(String command) {
    run.with("APP_ENV", "production");
    Result none = run.call("migrate", command);
    assertThat(none.exit()).isEqualTo(Exit.REFUSED);
    assertThat(none.err())
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes");

    assertThat(run.call("migrate", command, "--force", "--yes").err())
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true\n");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(run.call("migrate", command, "--yes").err()).contains("missing: --force\n");
    assertThat(run.call("migrate", command, "--force").err()).contains("missing: --yes\n");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "1");
    assertThat(run.call("migrate", command, "--force", "--yes").exit()).isEqualTo(Exit.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "fresh"})
  void aPipeNeedsYes(String command) {
    Result result = run.call("migrate", command);
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err()).contains("add --yes");
  }

  @Test
  void aPersonIsAskedAndOnlyYesIsYes() {
    Result result = run.typing("y\n").call("migrate", "reset");
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err()).contains("Type yes to go on").contains("nothing was changed");
  }
}
