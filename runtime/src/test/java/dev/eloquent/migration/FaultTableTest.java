package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fault table of docs/reliability.md names tests that exist. */
class FaultTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("\\| (\\w+Test)#(\\w+) \\|$");
  private static final Pattern HEADING = Pattern.compile("\\| \\*\\*.*\\*\\* \\| \\| \\|");

  private static List<String> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/reliability.md"));
    return page.substring(page.indexOf("\n## Faults\n"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| fault |"))
        .filter(line -> !HEADING.matcher(line).matches())
        .toList();
  }

  /** Every test class of all modules; the same name may occur in two. */
  private static Map<String, List<Path>> testClasses() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> roots =
          modules.map(m -> m.resolve("src/test/java")).filter(Files::isDirectory).toList();
      return roots.stream()
          .flatMap(FaultTableTest::javaFiles)
          .collect(
              Collectors.groupingBy(
                  f -> f.getFileName().toString().replace(".java", ""),
                  Collectors.mapping(Function.identity(), Collectors.toList())));
    }
  }

  private static Stream<Path> javaFiles(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith("Test.java")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyRowNamesATestThatExists() throws IOException {
    Map<String, List<Path>> classes = testClasses();
    List<String> rows = rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
    for (String row : rows) {
      Matcher named = NAMED.matcher(row);
      assertThat(named.find()).as(row).isTrue();
      boolean exists = false;
      for (Path file : classes.getOrDefault(named.group(1), List.of())) {
        String source = Files.readString(file);
        exists |= source.contains("  void " + named.group(2) + "(");
      }
      assertThat(exists).as(row).isTrue();
    }
  }
}
