package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/ci.md says, taken from the page. */
class CiTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final String RUNTIME = "java -jar runtime.jar ";

  private static List<String> blocks(String language) throws IOException {
    String page = Files.readString(Shell.ROOT.resolve("docs/ci.md"));
    List<String> blocks = new ArrayList<>();
    Matcher m = BLOCK.matcher(page);
    while (m.find()) {
      if (m.group(1).equals(language)) {
        blocks.add(m.group(2));
      }
    }
    return blocks;
  }

  @Test
  void theProfileRefusesADraftAndTheHistoryReplays(@TempDir Path shared, @TempDir Path folder)
      throws IOException {
    LocalRepository repository = LocalRepository.create(shared);
    Project project = new Project(folder, repository);
    project.pom("-Aeloquent.mode=${eloquent.mode}");
    List<String> xml = blocks("xml");
    assertThat(xml.get(1)).contains("<arg>-Aeloquent.mode=${eloquent.mode}</arg>");
    Path pom = folder.resolve("pom.xml");
    String mode = xml.get(0).replace("<properties>", "").replace("</properties>", "");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace("<properties>", "<properties>" + mode)
            .replace("</project>", xml.get(2) + "</project>"));
    project.model("User", "@Id private long id");

    String[] ci = blocks("shell").get(0).strip().replaceFirst("^mvn -B ", "").split(" ");
    assertThat(ci).containsExactly("-Pci", "clean", "verify");
    // Without jar and tests, whose plugins this build does not have.
    String[] compile = {"-Pci", "clean", "compile"};
    Result refused = new Shell(folder, repository).maven(compile);
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.out()).contains("User").containsPattern("ELQ[0-9]{3}");

    project.compiled("compile");
    project.done("make:migration");
    assertThat(project.compiled(compile).out()).doesNotContain("draft V");

    List<String> replay = blocks("shell").get(2).lines().toList();
    assertThat(replay).hasSize(5);
    for (String line : replay) {
      assertThat(line).startsWith(RUNTIME);
      project.done(line.substring(RUNTIME.length()).split(" "));
    }
    assertThat(folder.resolve("target/ci.sqlite")).exists();
  }
}
