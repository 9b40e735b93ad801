package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.StatusReport;
import dev.eloquent.migration.StatusReport.Entry;
import dev.eloquent.migration.StatusReport.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusScreenTest {
  private static final Instant TIME = Instant.parse("2026-11-21T22:09:58Z");
  private final Run run;
  private final Target target;

  StatusScreenTest(@TempDir Path folder) {
    run = new Run(folder);
    target = new Target(Kind.SQLITE, "sqlite app.sqlite", "jdbc:sqlite:", null, null, null);
  }

  private static Entry entry(int version, String name, State state, String by, String detail) {
    boolean applied = state == State.APPLIED || state == State.CHANGED || state == State.UNKNOWN;
    return new Entry(
        Integer.toString(version),
        name,
        "V" + version + "__x.sql",
        state,
        false,
        false,
        false,
        applied ? by : null,
        applied ? by : null,
        applied ? TIME : null,
        applied ? 1234 : null,
        applied ? 7 : null,
        detail);
  }

  private static List<Entry> everyState() {
    List<Entry> entries = new ArrayList<>();
    for (State state : State.values()) {
      entries.add(entry(entries.size() + 1, "create users", state, "ada@host", ""));
    }
    return entries;
  }

  private String shown(List<Entry> entries) {
    StatusReport report = new StatusReport("sqlite", "flyway_schema_history", true, entries);
    return run.print(session -> StatusText.print(session, target.label(), report));
  }

  @Test
  void tellsStatesApartBySignAndWord() {
    run.onScreen(100).with("NO_COLOR", "1");
    assertThat(shown(everyState()).lines().toList())
        .containsExactly(
            "sqlite app.sqlite, history table flyway_schema_history, environment development (APP_ENV"
                + " is not set)",
            "  Version  State        Name          Applied (UTC)        By        ms    Batch",
            "✓ 1        applied      create users  2026-11-21 22:09:58  ada@host  1234  7",
            "+ 2        pending      create users",
            "- 3        rolled back  create users",
            "✗ 4        failed       create users",
            "? 5        in doubt     create users",
            "~ 6        changed      create users  2026-11-21 22:09:58  ada@host  1234  7",
            "! 7        missing      create users",
            "* 8        unknown      create users  2026-11-21 22:09:58  ada@host  1234  7",
            "5 versions pending.");
  }

  @Test
  void coloursSignAndWordOnly() {
    run.onScreen(100);
    List<Entry> failed = List.of(entry(4, "create users", State.FAILED, "", "no such table"));
    assertThat(shown(failed).lines().toList())
        .contains(
            "\u001b[31m✗\u001b[0m 4        \u001b[31mfailed\u001b[0m  create users",
            "    \u001b[31mno such table\u001b[0m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_COLOR=1", "TERM=dumb"})
  void doesWithoutColours(String variable) {
    String[] parts = variable.split("=");
    run.onScreen(100).with(parts[0], parts[1]);
    assertThat(shown(everyState())).doesNotContain("\u001b").contains("✗ 4 ");
  }

  @Test
  void isPlainInAPipe() {
    assertThat(shown(everyState()))
        .doesNotContain("\u001b", "✓")
        .contains("\n1        applied      create users  2026-11-21 22:09:58  ada@host  1234  7\n")
        .contains("\n4        failed       create users\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 30, 45, 60, 75, 80, 200})
  void isNoWiderThanTheTerminal(int columns) {
    run.onScreen(columns).with("NO_COLOR", "1");
    List<Entry> entries = new ArrayList<>(everyState());
    String long1 = "a name of many words that goes on and on";
    entries.add(entry(123456, long1, State.APPLIED, "a-rather-long-name@a-host", ""));
    entries.add(entry(9, "用户表用户表用户表用户表", State.FAILED, "", "文".repeat(150)));
    String text = shown(entries);
    // The lines around the table are sentences, which the terminal breaks.
    List<String> lines = text.lines().toList();
    assertThat(lines.subList(1, lines.size() - 1))
        .allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(columns));
    assertThat(text).contains("failed", "2026-11-21", "1234", "文".repeat(5));
    String joined = text.replaceAll("\\s", "");
    assertThat(joined).contains("文".repeat(150)).contains("22:09:58");
  }

  @Test
  void takesTheWidthOfColumns() {
    run.onScreen(200).with("COLUMNS", "40").with("NO_COLOR", "1");
    assertThat(shown(everyState()).lines())
        .contains("✓ 1 applied  create users", "    2026-11-21 22:09:58, ada@host, 1234");
  }

  @Test
  void alignsWideNames() {
    run.onScreen(100).with("NO_COLOR", "1");
    List<Entry> entries =
        List.of(
            entry(1, "用户表", State.APPLIED, "ada", ""),
            entry(2, "🚀 go", State.APPLIED, "小林", ""),
            entry(3, "users", State.APPLIED, "bob", ""));
    assertThat(shown(entries).lines())
        .contains(
            "✓ 1        applied  用户表  2026-11-21 22:09:58  ada   1234  7",
            "✓ 2        applied  🚀 go   2026-11-21 22:09:58  小林  1234  7",
            "✓ 3        applied  users   2026-11-21 22:09:58  bob   1234  7");
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void letsNoControlCharacterThrough(State state) {
    String hostile = "x\u001b[31m\u0007\r\n\u009b2J\u202e\u2028\0y";
    for (int columns : new int[] {0, 40, 120}) {
      if (columns > 0) {
        run.onScreen(columns).with("NO_COLOR", "1");
      }
      String text = shown(List.of(entry(1, hostile, state, hostile, hostile)));
      assertThat(text.replace("\n", ""))
          .doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{202e}\\x{2028}]");
      assertThat(text.replaceAll("\\s", "")).contains("x\\u001b[");
    }
  }

  @Test
  void hidesSecretsHereToo() {
    run.onScreen(120).with("DB_PASSWORD", "tr0ub4dor&3and more");
    assertThat(shown(List.of(entry(1, "x", State.FAILED, "", "said tr0ub4dor&3and more"))))
        .contains("said ***")
        .doesNotContain("tr0ub4dor");
  }
}
