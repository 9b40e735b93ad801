package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.format.ModelLines.ForeignLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateDiagramTest {
  private static final ColumnLine ID = new ColumnLine("id", "bigint", false);
  private static final String SHOP =
      """
      erDiagram
          "order lines" {
              bigint order_id PK, FK
              integer line_no PK
              decimal price "decimal(19,2)"
              varchar(40) a_b "a b, null"
          }
          "orders" {
              bigint id PK
              bigint user_id FK "null"
          }
          "profiles" {
              bigint user_id PK, FK
              varchar(80) nick UK
          }
          "users" {
              bigint id PK
          }
          "orders" ||--o{ "order lines" : "order_id"
          "users" |o..o{ "orders" : "user_id"
          "users" ||--o| "profiles" : "user_id"
      """;

  private final Path folder;
  private final Run run;

  MigrateDiagramTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
  }

  private static ModelLines model(
      String table,
      List<ColumnLine> columns,
      List<String> key,
      List<ForeignLine> foreign,
      List<List<String>> unique) {
    return new ModelLines("shop." + table, table, "", columns, key, foreign, unique);
  }

  private static ForeignLine to(String table, String column) {
    return new ForeignLine(table, List.of(column), List.of("id"));
  }

  private CompiledProject shop() {
    return new CompiledProject(folder)
        .sealed("one", "SELECT 1", "SELECT 1")
        .models(
            model("users", List.of(ID), List.of("id"), List.of(), List.of()),
            model(
                "profiles",
                List.of(
                    new ColumnLine("user_id", "bigint", false),
                    new ColumnLine("nick", "varchar(80)", false)),
                List.of("user_id"),
                List.of(to("users", "user_id")),
                List.of(List.of("nick"))),
            model(
                "orders",
                List.of(ID, new ColumnLine("user_id", "bigint", true)),
                List.of("id"),
                List.of(to("users", "user_id")),
                List.of()),
            model(
                "order lines",
                List.of(
                    new ColumnLine("order_id", "bigint", false),
                    new ColumnLine("line_no", "integer", false),
                    new ColumnLine("price", "decimal(19,2)", false),
                    new ColumnLine("a b", "varchar(40)", true)),
                List.of("order_id", "line_no"),
                List.of(to("orders", "order_id")),
                List.of()));
  }

  @Test
  void printsMermaidWithoutADatabase() {
    shop().compile();
    Result result = run.call("migrate", "diagram");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(SHOP);
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void writesFilesForMarkdownToo() throws IOException {
    shop().compile();
    assertThat(run.call("migrate", "diagram", "--output", "shop.mmd").out())
        .isEqualTo("written: shop.mmd\n");
    assertThat(folder.resolve("shop.mmd")).hasContent(SHOP);
    assertThat(run.call("migrate", "diagram", "--output", "SCHEMA.md").exit()).isZero();
    assertThat(Files.readString(folder.resolve("SCHEMA.md")))
        .isEqualTo("```mermaid\n" + SHOP + "```\n");
    Result nowhere = run.call("migrate", "diagram", "--output", "no/such/file.mmd");
    assertThat(nowhere.exit()).isEqualTo(Exit.FAILED);
    assertThat(nowhere.err()).contains("no/such/file.mmd cannot be written");
  }

  @Test
  void writesAPageThatNeedsNoNetwork() throws IOException {
    shop().compile();
    assertThat(run.call("migrate", "diagram", "--html", "shop.html").out())
        .isEqualTo("written: shop.html\n");
    String page = Files.readString(folder.resolve("shop.html"));
    assertThat(source(page)).isEqualTo(SHOP);
    assertThat(page).contains("default-src 'none'", "prefers-color-scheme: dark");
    assertThat(page).doesNotContainPattern("(?:src|href)\\s*=\\s*[\"']?(?:https?:)?//");
    // Three elements hold scripts, and nothing that is put into them ends one.
    assertThat(page.split("<script", -1)).hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
    assertThat(page).hasSizeGreaterThan(1_000_000).doesNotContain("/*MERMAID*/", "/*SOURCE*/");
    Files.delete(folder.resolve("shop.html"));
    run.call("migrate", "diagram", "--html", "shop.html");
    assertThat(Files.readString(folder.resolve("shop.html"))).isEqualTo(page);
  }

  /** What the page's script reads. */
  private static String source(String page) throws IOException {
    String begin = "<script type=\"application/json\" id=\"source\">";
    int from = page.indexOf(begin) + begin.length();
    String json = page.substring(from, page.indexOf("</script>", from));
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return parser.getText();
    }
  }

  /** Each was drawn in Chromium: the name was shown as it is, and no script ran. */
  @Test
  void noNameMeansAnything() throws IOException {
    String hostile = "</script><script>alert(\"1\")</script>";
    new CompiledProject(folder)
        .sealed("one", "SELECT 1", "SELECT 1")
        .models(
            model(
                hostile,
                List.of(new ColumnLine("%%{init: {}}%%", "a\"b", false)),
                List.of(),
                List.of(to("direction TB", "%%{init: {}}%%")),
                List.of()),
            model(
                "_a_",
                List.of(
                    new ColumnLine("pk", "text", false),
                    new ColumnLine("1st", "text", false),
                    new ColumnLine("_b_", "text", false)),
                List.of(),
                List.of(),
                List.of()),
            model("用户 #35;", List.of(), List.of(), List.of(), List.of()))
        .compile();
    String script = "#60;#47;script#62;#60;script#62;alert(#34;1#34;)#60;#47;script#62;";
    String init = "#37;#37;#123;init#58;#32;#123;#125;#125;#37;#37;";
    assertThat(run.call("migrate", "diagram").out().lines())
        .containsExactly(
            "erDiagram",
            "    \"" + script + "\" {",
            "        a_b ___init_______ FK \"" + init + ", a#34;b\"",
            "    }",
            "    \"#95;a_\" {",
            "        text pk_ \"pk\"",
            "        text _1st \"1st\"",
            "        text _b_ \"#95;b_\"",
            "    }",
            "    \"用户#32;#35;35#59;\" {",
            "    }",
            "    \"direction#32;TB\" ||..o{ \"" + script + "\" : \"" + init + "\"");
    assertThat(run.call("migrate", "diagram", "--html", "x.html").exit()).isZero();
    String page = Files.readString(folder.resolve("x.html"));
    assertThat(page).doesNotContain("alert(\"1\")");
    assertThat(page.split("</script", -1)).hasSize(4);
    assertThat(DiagramPage.of("</title><b>\"&", "x"))
        .contains("<title>&lt;/title&gt;&lt;b&gt;&quot;&amp;</title>");
  }

  @Test
  void withoutModelsThereIsNothingToDraw() {
    new CompiledProject(folder).sealed("one", "SELECT 1", "SELECT 1").compile();
    Result result = run.call("migrate", "diagram");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err()).isEqualTo("error: there is no model: annotate a class and compile.\n");
  }
}
