package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What make:factory and make:seed write compiles, whatever a project calls its classes. */
class MakeFactoryNamesTest {
  private final Path folder;
  private final Path sources;
  private final CompiledProject project;
  private final Run run;
  private final List<ModelLines> models = new ArrayList<>();

  MakeFactoryNamesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    sources = Files.createDirectories(folder.resolve("src/main/java"));
    project = new CompiledProject(folder);
    project.sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users");
    run = new Run(folder);
  }

  /** A model {@code game.NAME}, whose source is where a project has it, too. */
  private void model(String name, String members, ColumnLine... columns) throws IOException {
    String source = "package game; public class " + name + " { " + members + " }";
    project.source("game." + name, source);
    Path file = sources.resolve("game/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    List<List<String>> keys = List.of(List.of(columns[0].name()));
    models.add(
        new ModelLines(
            "game." + name,
            name.toLowerCase(java.util.Locale.ROOT),
            "",
            Arrays.asList(columns),
            List.of(),
            List.of(),
            keys));
  }

  private void compileModels() throws IOException {
    project.models(models.toArray(ModelLines[]::new)).compile();
  }

  private String made(String... words) {
    Result result = run.call(words);
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(Exit.DONE);
    return result.out();
  }

  private void compiles() throws IOException {
    StrictJavac.assertCompiles(sources, folder.resolve("compiled"));
  }

  @Test
  void modelsMayBeCalledAsWhatAFactoryUses() throws Exception {
    ColumnLine code = new ColumnLine("code", "varchar(3)", false);
    List<String> names =
        List.of("Draw", "Factory", "Seeds", "Duration", "Character", "Long", "Override");
    for (String name : names) {
      model(
          name,
          "public java.lang.String code; public java.time.Duration turn; public char sign;",
          code,
          new ColumnLine("turn", "bigint", false),
          new ColumnLine("sign", "char(1)", false));
    }
    model("Sign", "public char sign;", new ColumnLine("sign", "char(1)", false));
    compileModels();
    for (String name : names) {
      made("make:factory", name);
    }
    assertThat(made("make:factory", "Sign"))
        .contains("Note: only few rows can differ in sign, as they must.");
    made("make:seed", "game.DatabaseSeeder");
    made("make:scenario", "game.Story");
    compiles();
  }

  @Test
  void twoEnumsMayHaveTheSameName() throws Exception {
    model(
        "Match",
        "public enum State { ON, OFF } public static class Past { public enum State { WON, LOST } }"
            + " public State now; public Past.State then;",
        new ColumnLine("now", "varchar(255)", false),
        new ColumnLine("then", "varchar(255)", false));
    compileModels();
    made("make:factory", "Match");
    compiles();
  }

  @Test
  void onlyWhatCanBeCalledAndTakesTheValueIsWritten() throws Exception {
    model(
        "Player",
        "private String name; public void setName(String name) throws java.io.IOException {}"
            + " private enum Kind { A } private Kind kind; public void setKind(Kind kind) {}"
            + " public String day; public byte[] digest; public java.math.BigInteger level;",
        new ColumnLine("name", "varchar(40)", false),
        new ColumnLine("kind", "varchar(255)", true),
        new ColumnLine("day", "date", false),
        new ColumnLine("digest", "varbinary(2)", false),
        new ColumnLine("level", "decimal(1,0)", false));
    compileModels();
    assertThat(made("make:factory", "Player"))
        .contains("Note: nothing can set name: add setName, or let the field be not private.")
        .contains("Note: give day a value: it is a String.");
    compiles();
    assertThat(sources.resolve("game/PlayerFactory.java"))
        .content()
        .contains("row.digest = new byte[] {1};", "BigInteger.valueOf(draw.between(1, 9))")
        .doesNotContain("row.day", "Kind");
  }
}
