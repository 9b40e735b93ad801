package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.converge.Catalogs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sample databases of others, as annotated classes: what is made of them is, by the database's own
 * catalogue, what their own scripts declare; and a step of theirs leads where the later classes
 * alone lead, and back.
 */
class SampleSchemasTest {
  private final ScenarioDatabases databases = new ScenarioDatabases();

  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "sample-sakila, sqlite", "sample-sakila, postgresql", "sample-sakila, mysql",
    "sample-chinook, sqlite", "sample-chinook, postgresql", "sample-chinook, mysql"
  })
  void isWhatItsOwnScriptDeclares(String name, String dialect) {
    Scenario sample = new Scenario(Scenario.ALL.resolve(name));
    List<String> declared =
        SampleFacts.asToldBy(dialect, SampleFacts.parse(sample.facts().orElseThrow()));
    ProjectFixture project = new ProjectFixture(temporary.resolve("stepped"));
    String create = draft(project, sample.versions().get(0), dialect, false);
    assertThat(facts(dialect, create)).isEqualTo(declared);

    project.seal();
    String up = draft(project, sample.versions().get(1), dialect, false);
    String undo = project.meta(OutputNames.draftFile(dialect, true));
    Map<String, String> undeclared = new TreeMap<>(sample.versions().get(1));
    undeclared.replaceAll(
        (file, text) -> text.replaceAll(", renamedFrom = \"\\w+\"|renamedFrom = \"\\w+\", ", ""));
    ProjectFixture another = new ProjectFixture(temporary.resolve("fresh"));
    String fresh = draft(another, undeclared, dialect, false);
    String rows = databases.unenforced(dialect, sample.rows());
    assertThat(catalogue(dialect, create, rows, up)).isEqualTo(catalogue(dialect, fresh));
    assertThat(catalogue(dialect, create, rows, up, undo)).isEqualTo(catalogue(dialect, create));
    assertThat(facts(dialect, create, rows, up, undo)).isEqualTo(declared);
  }

  private static String draft(
      ProjectFixture project, Map<String, String> sources, String dialect, boolean undo) {
    project.replaceSources(sources);
    ProjectFixture.Compiled compiled = project.compile();
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    return project.meta(OutputNames.draftFile(dialect, undo));
  }

  private List<String> facts(String dialect, String... scripts) {
    return databases.read(dialect, List.of(scripts), query -> SampleFacts.read(dialect, query));
  }

  private List<String> catalogue(String dialect, String... scripts) {
    return databases.read(dialect, List.of(scripts), query -> Catalogs.facts(dialect, query));
  }
}
