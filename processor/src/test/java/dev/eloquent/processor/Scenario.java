package dev.eloquent.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder with the sources of each version ({@code v1}, {@code v2} …), what the last step is
 * expected to give ({@code expected}); if it needs some, {@code options.txt} with one compiler
 * option a line, {@code rows.sql} with the rows that it starts from, and {@code kept.txt} with
 * lines {@code query -> value} that hold at the end. Both quote names as the standard does. A
 * {@code facts.txt} says what the first version declares: see {@link SampleFacts}.
 */
record Scenario(Path folder) {
  static final Path ALL = Path.of("src/test/resources/scenarios");

  /** Every scenario, or those whose whole name the property {@code scenario} matches. */
  static List<Scenario> all() {
    String one = System.getProperty("scenario", "");
    return children(ALL).stream()
        .filter(folder -> one.isEmpty() || folder.getFileName().toString().matches(one))
        .map(Scenario::new)
        .toList();
  }

  String name() {
    return folder.getFileName().toString();
  }

  /** The sources of each version, by file name. */
  List<Map<String, String>> versions() {
    return children(folder).stream()
        .filter(child -> child.getFileName().toString().matches("v[1-9]"))
        .map(Scenario::texts)
        .toList();
  }

  /** Which of the sources the last version changed; one source if it only removed some. */
  List<Path> changed(List<Path> sources) {
    List<Map<String, String>> versions = versions();
    Map<String, String> before = versions.size() < 2 ? Map.of() : versions.get(versions.size() - 2);
    Map<String, String> last = versions.get(versions.size() - 1);
    List<Path> changed =
        sources.stream()
            .filter(
                source -> {
                  String name = source.getFileName().toString();
                  return !Objects.equals(last.get(name), before.get(name));
                })
            .toList();
    return changed.isEmpty() ? sources.subList(0, 1) : changed;
  }

  String[] options() {
    Path file = folder.resolve("options.txt");
    return Files.exists(file) ? text(file).split("\n") : new String[0];
  }

  /** Statements that every database takes, run before the last step; empty if it needs no rows. */
  String rows() {
    Path file = folder.resolve("rows.sql");
    return Files.exists(file) ? text(file) : "";
  }

  /** What the database's catalogue must tell of the first version, if that is written down. */
  Optional<String> facts() {
    Path file = folder.resolve("facts.txt");
    return Files.exists(file) ? Optional.of(text(file)) : Optional.empty();
  }

  /** Queries and the one value that each gives after the last step. */
  Map<String, String> kept() {
    Map<String, String> kept = new TreeMap<>();
    Path file = folder.resolve("kept.txt");
    if (Files.exists(file)) {
      for (String line : text(file).split("\n")) {
        int arrow = line.lastIndexOf(" -> ");
        kept.put(line.substring(0, arrow), line.substring(arrow + " -> ".length()));
      }
    }
    return kept;
  }

  /** The expected files, by name. */
  Map<String, String> expected() {
    Path expected = folder.resolve("expected");
    return Files.exists(expected) ? texts(expected) : Map.of();
  }

  /** Replaces the expected files, for review. */
  void write(Map<String, String> actual) {
    try {
      Path expected = folder.resolve("expected");
      Files.createDirectories(expected);
      for (Path old : children(expected)) {
        Files.delete(old);
      }
      for (Map.Entry<String, String> file : actual.entrySet()) {
        Files.writeString(expected.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : children(folder)) {
      texts.put(file.getFileName().toString(), text(file));
    }
    return texts;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
