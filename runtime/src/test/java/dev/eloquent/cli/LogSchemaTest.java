package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of real commands, against the schema in docs. */
class LogSchemaTest {
  private static final Path DOCS = Path.of("../docs");

  private final CompiledProject project;
  private final Run run;
  private final Schema schema;
  private final Set<String> events = new LinkedHashSet<>();
  private final List<String> lines = new ArrayList<>();

  LogSchemaTest(@TempDir Path folder) throws IOException {
    project =
        new CompiledProject(folder)
            .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
            .seedable()
            .compile();
    run = new Run(folder).with("ELOQUENT_LOG_FORMAT", "json").with("ELOQUENT_LOG_LEVEL", "debug");
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(DOCS.resolve("schema/log.schema.json")), InputFormat.JSON);
  }

  private List<String> problems(String json) {
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static String value(String line, String field) {
    Matcher m = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(line);
    assertThat(m.find()).as(line).isTrue();
    return m.group(1);
  }

  /** Checks every line, and that one id goes through all of them. */
  private void runs(int exit, String... args) {
    Run.Result result = run.call(args);
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    Set<String> ids = new LinkedHashSet<>();
    for (String line : result.err().lines().toList()) {
      assertThat(problems(line)).as(line).isEmpty();
      lines.add(line);
      ids.add(value(line, "correlationId"));
      events.add(value(line, "event"));
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void everyLineIsOfTheSchema() {
    runs(Exit.DONE, "migrate", "run", "--debug");
    runs(Exit.DONE, "migrate", "status");
    runs(Exit.REFUSED, "migrate", "reset");
    runs(Exit.DONE, "migrate", "fresh", "--yes");
    run.with("APP_ENV", "production").with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    runs(Exit.DONE, "db:seed", "--force");
    runs(Exit.DONE, "demo:scenario", "--force", "--yes");
    run.with("APP_ENV", "");
    runs(Exit.DONE, "migrate", "rollback");
    runs(Exit.USAGE, "migrate", "run", "--to", "9");
    runs(Exit.USAGE, "migrate", "run", "--step=a\nb\u0000\u001b[31m");
    project.sealed("broken", "CREATE TABLE \\n(((", "DROP TABLE nothing").compile();
    runs(Exit.FAILED, "migrate", "run", "--debug");
    run.with("PG_NAME", "x").with("PG_PORT", "1").with("SQLITE_PATH", "storage/app.sqlite");
    runs(Exit.FAILED, "migrate", "status", "--all-connections", "--debug");
    assertThat(events)
        .contains(
            "migration.started",
            "migration.applied",
            "migration.rolled_back",
            "object.dropped",
            "refusal.journalled",
            "consent.journalled",
            "seed.finished",
            "scenario.step",
            "scenario.finished",
            "command.refused",
            "command.failed",
            "connection.failed",
            "command.finished");
    assertThat(lines)
        .anyMatch(line -> tells(line, "command.failed", "\"connection\":\"sqlite\",\"version\":2"))
        .anyMatch(line -> tells(line, "connection.failed", "\"connection\":\"pg\""));
  }

  private static boolean tells(String line, String event, String fields) {
    return line.contains("\"event\":\"" + event + "\"") && line.contains(fields);
  }

  @Test
  void theSchemaRefusesWhatIsNone() {
    assertThat(problems("{\"time\":\"now\",\"level\":\"loud\"}")).isNotEmpty();
  }

  /** The page, the schema and the code name the same events. */
  @Test
  void everyEventIsDocumented() throws IOException {
    String page = Files.readString(DOCS.resolve("command-line.md"));
    String logs = page.substring(page.indexOf("## Logs"), page.indexOf("## Exit codes"));
    String text = Files.readString(DOCS.resolve("schema/log.schema.json"));
    Set<String> inCode = new LinkedHashSet<>();
    Pattern event =
        Pattern.compile(
            "\"((?:command|connection|refusal|migration|object|lock|validate)\\.[a-z_]+)\"");
    try (var files = Files.list(Path.of("src/main/java/dev/eloquent/cli"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher m = event.matcher(line);
          while (m.find()) {
            inCode.add(m.group(1));
          }
        }
      }
    }
    assertThat(inCode).contains("migration.applied", "command.failed");
    for (String name : inCode) {
      assertThat(logs).contains("`" + name + "`");
      assertThat(text).contains("\"" + name + "\"");
    }
  }
}
