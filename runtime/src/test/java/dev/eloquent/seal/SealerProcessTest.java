package dev.eloquent.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes seal one draft. Threads of one process do not show what this does: there Java
 * itself keeps file locks apart, between processes only the operating system does.
 */
class SealerProcessTest {
  private static final int PROCESSES = 4;

  /** One of them: says that it is ready, waits for the others, seals. */
  static final class Contender {
    private Contender() {}

    public static void main(String[] args) throws Exception {
      DraftFixture project = new DraftFixture(Path.of(args[0]), false);
      Path gate = Path.of(args[0], "gate");
      Files.createFile(gate.resolveSibling("ready-" + args[1]));
      while (!Files.exists(gate)) {
        Thread.sleep(1);
      }
      try {
        Sealer.seal(project.request(args[1]));
      } catch (SealException e) {
        System.exit(e.reason() == SealException.Reason.STALE ? 10 : 11);
      }
    }
  }

  @RepeatedTest(2)
  void oneWinsAndTheOthersFindTheirDraftStale(@TempDir Path folder) throws Exception {
    DraftFixture project = new DraftFixture(folder);
    project.draft(LockFile.EMPTY, "create_users", "one");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(folder, "name_" + i));
    }
    for (int i = 0; i < PROCESSES; i++) {
      while (!Files.exists(folder.resolve("ready-name_" + i))) {
        assertThat(processes.get(i).isAlive()).isTrue();
        Thread.sleep(5);
      }
    }
    Files.createFile(folder.resolve("gate"));
    List<Integer> exits = new ArrayList<>();
    for (Process process : processes) {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      exits.add(process.exitValue());
    }
    assertThat(exits).containsExactlyInAnyOrder(0, 10, 10, 10);
    String winner = project.lock().versions().get(0).name();
    assertThat(exits.get(Integer.parseInt(winner.substring("name_".length())))).isZero();
    assertThat(project.committed()).hasSize(6);
    project
        .lock()
        .versions()
        .get(0)
        .files()
        .forEach(file -> assertThat(project.committed()).containsKey(file.path()));
  }

  private static Process start(Path folder, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Contender.class.getName(),
            folder.toString(),
            name)
        .inheritIO()
        .start();
  }
}
