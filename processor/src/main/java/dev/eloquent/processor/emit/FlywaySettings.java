package dev.eloquent.processor.emit;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex.Settings;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.ScriptSettings;
import dev.eloquent.processor.emit.CompiledVersion.CompiledScript;
import dev.eloquent.processor.history.ScriptFile;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.split.SplitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * What plain Flyway must be told of a version written by hand, so that it does what this library
 * does.
 */
final class FlywaySettings {
  private static final String PLACEHOLDER = "${";

  private static final Pattern CONTROL =
      Pattern.compile(
          "(?:BEGIN|START\\s+TRANSACTION|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT|RELEASE)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern CONCURRENTLY =
      Pattern.compile("\\bCONCURRENTLY\\b", Pattern.CASE_INSENSITIVE);

  private final CompiledVersion version;
  private final List<FormatException> problems = new ArrayList<>();
  private final List<Settings> settings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Looks at an open version. */
  FlywaySettings(CompiledVersion version) {
    this.version = version;
    version
        .scripts()
        .forEach(
            (dialect, script) -> {
              // Flyway never sees commands.
              if (FileNames.isSql(dialect)) {
                script(dialect, script);
              }
            });
  }

  /** The version. */
  VersionSource source() {
    return version.source();
  }

  /** What is wrong, with file and line. */
  List<FormatException> problems() {
    return problems;
  }

  /** The settings that are there, or that sealing adds. */
  List<Settings> settings() {
    return settings;
  }

  /** What sealing says. */
  List<String> notes() {
    return notes;
  }

  private void script(String dialect, CompiledScript script) {
    int number = version.source().version();
    String name = version.source().name();
    String up = FileNames.migration(dialect, number, name);
    if (script.isSeparate()) {
      separate(up, script.up());
    }
    if (!script.down().outside().isEmpty()) {
      separate(FileNames.undo(dialect, number, name), script.down());
    }
    boolean outside = !script.up().outside().isEmpty();
    ScriptFile text = Objects.requireNonNull(version.source().scripts().get(dialect)).up();
    ScriptSettings needed = ScriptSettings.NONE;
    // Flyway itself knows some of these statements, and refuses them beside others.
    if (outside) {
      needed = needed.withOff(ScriptSettings.IN_TRANSACTION);
    }
    if (text.contains(PLACEHOLDER)) {
      needed = needed.withOff(ScriptSettings.PLACEHOLDERS);
    }
    String present = version.source().settings().get(dialect);
    if (present != null) {
      settings.add(new Settings(dialect, Checksums.sha256(present), ScriptSettings.NONE));
      check(FileNames.settings(dialect, number, name), ScriptSettings.parse(present), needed);
    } else if (!needed.isEmpty()) {
      settings.add(new Settings(dialect, null, needed));
    }
    if (outside && dialect.equals("postgresql")) {
      concurrently(script.up());
    }
  }

  private void check(String file, ScriptSettings present, ScriptSettings needed) {
    for (Map.Entry<String, String> line : needed.values().entrySet()) {
      if (!present.isOff(line.getKey())) {
        problems.add(
            new FormatException(
                "ELQ371",
                file,
                0,
                "lacks what plain Flyway needs to run the script as it is. Add the line: "
                    + line.getKey()
                    + "="
                    + line.getValue()));
      }
    }
  }

  /** What loses its meaning where statements share no transaction. */
  private void separate(String file, SplitFile statements) {
    statements.forEach(
        statement -> {
          if (RebuildScript.needsForeignKeysOff(statement.sql())) {
            problem(
                "ELQ372",
                file,
                statement,
                "this rebuild of a table needs one transaction, and another statement of the script"
                    + " must be outside of any. Move that one to a version of its own.");
          } else if (CONTROL.matcher(statement.sql()).matches()) {
            problem(
                "ELQ373",
                file,
                statement,
                "this begins or ends a transaction, and the script runs statement by statement."
                    + " Remove it, or move what must be one transaction to a version of its own.");
          }
        });
  }

  private void concurrently(SplitFile statements) {
    AtomicBoolean found = new AtomicBoolean();
    statements.forEach(s -> found.compareAndSet(false, CONCURRENTLY.matcher(s.sql()).find()));
    if (found.get()) {
      notes.add(
          "V"
              + version.source().version()
              + " on PostgreSQL works CONCURRENTLY. Plain Flyway would wait for its own lock for"
              + " ever: configure it with flyway.postgresql.transactional.lock=false [ELQ374]");
    }
  }

  private void problem(String code, String file, SplitStatement statement, String message) {
    problems.add(new FormatException(code, file, statement.line(), message));
  }
}
