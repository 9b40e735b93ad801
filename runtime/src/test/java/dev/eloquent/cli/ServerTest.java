package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables and URLs of servers, on real ones. */
class ServerTest {
  private final Run run;

  ServerTest(@TempDir Path folder) {
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
    run = new Run(folder);
  }

  @ParameterizedTest
  @CsvSource({"postgresql, pg, PG", "mysql, mysql, DB"})
  void reachesAServerByVariablesAndByUrl(String dialect, String kind, String family) {
    TestDatabase database = Databases.create(dialect);
    URI place = URI.create(database.url().substring("jdbc:".length()));
    run.with("DB_CONNECTION", kind).with(family + "_HOST", place.getHost());
    run.with(family + "_PORT", Integer.toString(place.getPort()));
    run.with(family + "_NAME", place.getPath().substring(1));
    run.with(family + "_USER", database.user()).with(family + "_PASSWORD", database.password());
    Result applied = run.call("migrate", "run");
    assertThat(applied.err()).isEmpty();
    assertThat(applied.out()).contains("Applied 1 version");

    run.with("DB_CONNECTION", "sqlite").with("SECRET", database.password());
    String[] url = {"migrate", "status", "--check", "--url", database.url()};
    Result byUrl =
        database.password().isEmpty()
            ? run.call(with(url, "--user", database.user()))
            : run.call(with(url, "--user", database.user(), "--password-env", "SECRET"));
    assertThat(byUrl.exit()).isZero();
    assertThat(byUrl.out()).contains("Nothing pending.");
  }

  @ParameterizedTest
  @CsvSource({"postgresql, pg, PG", "mysql, mysql, DB"})
  void neverShowsAPassword(String dialect, String kind, String family) {
    TestDatabase database = Databases.create(dialect);
    URI place = URI.create(database.url().substring("jdbc:".length()));
    run.with("DB_CONNECTION", kind).with(family + "_HOST", place.getHost());
    run.with(family + "_PORT", Integer.toString(place.getPort()));
    run.with(family + "_NAME", "no_such_database").with(family + "_USER", "nobody");
    run.with(family + "_PASSWORD", "tr0ub4dor&3").with("ELOQUENT_LOG_LEVEL", "debug");
    Result failed = run.call("migrate", "run", "--debug");
    assertThat(failed.exit()).isEqualTo(Exit.FAILED);
    assertThat(failed.err()).contains("ELQ60").contains("\tat ");
    assertThat(failed.out() + failed.err()).doesNotContain("tr0ub4dor");

    // A server without users lets anybody in, so the database does not exist either.
    String url =
        database.url().replaceFirst("[^/]*$", "no_such_database")
            + "?user=nobody&password=tr0ub4dor%263";
    Result byUrl = run.call("migrate", "run", "--debug", "--url", url);
    assertThat(byUrl.exit()).isEqualTo(Exit.FAILED);
    assertThat(byUrl.out() + byUrl.err()).doesNotContain("tr0ub4dor");
  }

  private static String[] with(String[] arguments, String... more) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }
}
