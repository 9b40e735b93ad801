package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: a process loads the library once. */
class SqliteLibraryTest {
  /** What the driver runs {@code uname} with, when nobody hands it its library. */
  private static final String ASKS_THE_SYSTEM = "org.sqlite.util.ProcessRunner ";

  @TempDir Path folder;
  private Path temporary;

  /** Connects twice, as a command does that waits for a lock. */
  static final class Child {
    public static void main(String[] args) throws Exception {
      for (int i = 0; i < 2; i++) {
        DriverDataSource source =
            new DriverDataSource(Kind.SQLITE, "jdbc:sqlite::memory:", new Properties(), null);
        try (Connection connection = source.getConnection()) {
          System.out.print(connection.createStatement().executeQuery("SELECT 7").getInt(1));
        }
      }
      for (String name : List.of("lib.path", "lib.name", "tmpdir")) {
        System.out.print(" " + System.getProperty("org.sqlite." + name));
      }
    }
  }

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  private String child(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Xlog:class+load:file=" + folder.resolve("classes"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return out;
  }

  private boolean driverAskedTheSystem() throws IOException {
    return Files.readString(folder.resolve("classes")).contains(ASKS_THE_SYSTEM);
  }

  private static boolean isKnown() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    return linux
        && List.of("amd64", "aarch64").contains(System.getProperty("os.arch"))
        && !Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
        && !Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
  }

  @Test
  void theDriverIsHandedItsLibraryAndNothingStays() throws Exception {
    assumeTrue(isKnown(), "only on Linux with glibc, on amd64 and aarch64");
    assertThat(child()).isEqualTo("77 null null null");
    assertThat(driverAskedTheSystem()).isFalse();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void itsFolderForTemporaryFilesIsKept() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    assertThat(child("-Dorg.sqlite.tmpdir=" + other)).isEqualTo("77 null null " + other);
  }

  @Test
  void whoHasConfiguredTheDriverIsLeftAlone() throws Exception {
    assertThat(child("-Dorg.sqlite.lib.name=libsqlitejdbc.so"))
        .isEqualTo("77 null libsqlitejdbc.so null");
    assertThat(driverAskedTheSystem()).isEqualTo(isKnown());
  }
}
