package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateConfigTest {
  private final Path folder;
  private final Run run;

  MigrateConfigTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
  }

  @BeforeEach
  void settings() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        # of a laptop
        PG_PASSWORD='first
        second'
        PG_HOST=laptop
        PG_USER=one
        PG_USER=two
        PG_PORT=6000
        """);
    run.with("DB_CONNECTION", "pg").with("PG_NAME", "shop").with("PG_HOST", "server");
    run.with("PG_MIGRATION_USER", "owner").with("PG_PORT", "");
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).doesNotContain("first", "second");
    return result;
  }

  @Test
  void saysWhereEachValueComesFromAndWhatLost() {
    String text = ok("migrate", "config").out();
    assertThat(text)
        .contains("environment         development", "\npg shop on server:5432\n")
        .endsWith(
            """
            Setting   Value   From                      Passed over
            host      server  PG_HOST, environment      PG_RUNTIME_HOST: not set; PG_HOST in .env line 4: lost
            port      5432    default                   PG_RUNTIME_PORT: not set; PG_PORT in environment: set to nothing; PG_PORT in .env line 7: lost
            name      shop    PG_NAME, environment      PG_RUNTIME_NAME: not set; PG_RUNTIME_DB_NAME: not set
            user      two     PG_USER, .env line 6      PG_RUNTIME_USER: not set; PG_USER in .env line 5: lost
            password  ***     PG_PASSWORD, .env line 2  PG_RUNTIME_PASSWORD: not set
            """);
    assertThat(ok("migrate:config").out()).isEqualTo(text);
    run.with("ELOQUENT_DB_ROLE", "migration");
    assertThat(ok("migrate", "config").out())
        .contains("owner   PG_MIGRATION_USER, environment")
        .contains("PG_USER in .env line 6: lost; PG_USER in .env line 5: lost");
  }

  @Test
  void isJsonForPrograms() {
    run.with("SQLITE_PATH", "a.sqlite");
    assertThat(ok("migrate", "config", "--all-connections", "--json").out())
        .startsWith("{\n  \"general\" : [")
        .contains("\"connection\" : \"sqlite\"", "\"database\" : \"sqlite a.sqlite\"")
        .containsPattern(
            "\"name\" : \"password\",\\s+\"value\" : \"\\*\\*\\*\",\\s+"
                + "\"from\" : \"PG_PASSWORD, .env line 2\"")
        .containsPattern("\"where\" : \".env line 4\",\\s+\"why\" : \"lost\"");
  }

  @Test
  void showsAUrlWithoutItsSecret() {
    String url = "jdbc:postgresql://u:first@db/x?password=second&ssl=true";
    String text = ok("migrate", "config", "--url", url, "--user", "me").out();
    assertThat(text)
        .contains("jdbc:postgresql://u:***@db/x?password=***&ssl=true", "option --url")
        .containsPattern("user +me +option --user");
  }
}
