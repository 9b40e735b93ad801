package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.processor.dialect.mongodb.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each folder of {@code scenarios}: its versions are compiled and sealed one after the other; what
 * the last compile drafts and says is compared byte by byte, and runs on the real databases, forth,
 * back and forth.
 *
 * <p>{@code -Dscenario=REGEX} runs those whose name it matches; {@code -Dscenarios.write=true}
 * writes the expected files anew, for review.
 */
class ScenariosTest {
  private static final List<String> DIALECTS = List.of("mongodb", "mysql", "postgresql", "sqlite");
  private static final Pattern CODE = Pattern.compile("(?s)(.*) \\[(ELQ\\d{3})]");

  private final ScenarioDatabases databases = new ScenarioDatabases();

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return Scenario.all().stream()
        .map(s -> DynamicTest.dynamicTest(s.name(), s.folder().toUri(), () -> check(s)));
  }

  private void check(Scenario scenario) {
    ProjectFixture project = new ProjectFixture(temporary.resolve(scenario.name()));
    List<Map<String, String>> versions = scenario.versions();
    if (versions.stream().flatMap(v -> v.values().stream()).anyMatch(s -> s.contains("org.bson"))) {
      project.library(ObjectId.class);
    }
    for (Map<String, String> version : versions.subList(0, versions.size() - 1)) {
      project.replaceSources(version);
      Compiled compiled = project.compile(scenario.options());
      assertThat(compiled.success()).as(compiled.all()).isTrue();
      project.seal();
    }
    Map<String, String> last = versions.get(versions.size() - 1);
    project.replaceSources(last);
    Compiled compiled = project.compile(scenario.options());
    Map<String, String> actual = new TreeMap<>(draft(project));
    actual.put("messages.txt", messages(project, compiled));
    if (Boolean.getBoolean("scenarios.write")) {
      scenario.write(actual);
    }
    assertThat(actual).as(compiled.all()).isEqualTo(scenario.expected());
    assertThat(compiled.success()).isEqualTo(!actual.get("messages.txt").contains("error ELQ"));
    if (compiled.success()) {
      compileAgain(scenario, project, messages(project, compiled));
      execute(scenario, project, actual);
    } else {
      assertThat(project.output()).as("nothing is written after an error").isEmpty();
    }
  }

  private static Map<String, String> draft(ProjectFixture project) {
    Map<String, String> files = new TreeMap<>();
    for (String dialect : DIALECTS) {
      for (boolean undo : new boolean[] {false, true}) {
        String name = OutputNames.draftFile(dialect, undo);
        if (Files.exists(project.classes().resolve("META-INF/eloquent").resolve(name))) {
          files.put(expected(dialect, undo), project.meta(name));
        }
      }
    }
    return files;
  }

  private static String expected(String dialect, boolean undo) {
    return OutputNames.draftFile(dialect, undo).substring("draft.".length());
  }

  /** Lines such as {@code warning ELQ421 User.java:7 dropping column …}. */
  private static String messages(ProjectFixture project, Compiled compiled) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic<? extends JavaFileObject> d : compiled.diagnostics()) {
      Matcher message = CODE.matcher(Objects.requireNonNull(d.getMessage(null)));
      // What the compiler itself says has no code.
      String code = message.matches() ? message.group(2) : "javac";
      String said = message.matches() ? message.group(1) : d.getMessage(null);
      JavaFileObject source = d.getSource();
      String where =
          source == null ? "-" : Path.of(source.getName()).getFileName() + ":" + d.getLineNumber();
      text.append(d.getKind().name().toLowerCase(Locale.ROOT))
          .append(" " + code + " " + where + " " + said + "\n");
    }
    return text.toString().replace(project.root().toString(), "");
  }

  /** The same compile, the sources in reverse, and changed ones alone give the same bytes. */
  private static void compileAgain(Scenario scenario, ProjectFixture project, String messages) {
    Map<String, String> output = project.output();
    assertThat(messages(project, project.compile(scenario.options()))).isEqualTo(messages);
    assertThat(project.output()).as("compiled twice").isEqualTo(output);
    List<Path> sources = project.sources();
    if (sources.size() < 2) {
      return;
    }
    List<Path> changed = scenario.changed(sources);
    if (changed.size() < sources.size()) {
      assertThat(project.compile(changed, scenario.options()).success()).isTrue();
      assertThat(project.output()).as("only what changed compiled").isEqualTo(output);
    }
    List<Path> reversed = new ArrayList<>(sources);
    Collections.reverse(reversed);
    project.clean();
    Compiled compiled = project.compile(reversed, scenario.options());
    assertThat(messages(project, compiled)).isEqualTo(messages);
    assertThat(project.output()).as("sources in reverse").isEqualTo(output);
  }

  /** Runs what is sealed, fills in rows, then the draft up, down and up again. */
  private void execute(Scenario scenario, ProjectFixture project, Map<String, String> draft) {
    for (String dialect : DIALECTS) {
      List<String> scripts = new ArrayList<>(sealed(project, dialect));
      String up = draft.get(expected(dialect, false));
      String undo = draft.get(expected(dialect, true));
      if (up != null && undo != null && dialect.equals("mongodb")) {
        commands(scripts, up, undo);
      } else if (up != null && undo != null) {
        scripts.addAll(List.of(databases.unenforced(dialect, scenario.rows()), up, undo, up));
        databases.run(dialect, scripts, scenario.kept());
      }
    }
  }

  /** There and back again leaves the collections as they were, and there once more is possible. */
  private static void commands(List<String> sealed, String up, String undo) {
    CommandRun run = new CommandRun();
    sealed.forEach(run::file);
    String before = run.structure();
    run.file(up);
    String after = run.structure();
    run.file(undo);
    assertThat(run.structure()).as("undone").isEqualTo(before);
    run.file(up);
    assertThat(run.structure()).as("done again").isEqualTo(after);
  }

  private static List<String> sealed(ProjectFixture project, String dialect) {
    Path folder = project.history().resolve(dialect);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(f -> project.read(project.root().relativize(f).toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
