package dev.eloquent.cli;

import dev.eloquent.seal.CommittedSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks git about a folder of a working tree; changes nothing. */
final class Git {
  private final Path folder;

  /**
   * Checks that git knows the folder.
   *
   * @throws CliException if there is no git, or no working tree
   */
  Git(Path folder) {
    this.folder = folder;
    if (!Files.isDirectory(folder)) {
      throw CliException.failed(
          "there is no folder " + folder + ", so nothing was sealed yet.", null);
    }
    if (!run("rev-parse", "--is-inside-work-tree").text().strip().equals("true")) {
      throw CliException.failed(
          folder + " is in no git working tree, and --rebase takes both branches from git.", null);
    }
  }

  /** The commits of the two branches in a merge, a rebase or a cherry-pick. */
  record Sides(Side mine, Side theirs) {}

  /**
   * The two branches.
   *
   * @param onto theirs, if it was named; empty takes the one that git is at work with
   * @throws CliException if it is at work with none, or with several
   */
  Sides sides(Optional<String> onto) {
    Optional<String> picked =
        commit("REBASE_HEAD").isPresent() && isRebasing()
            ? commit("REBASE_HEAD")
            : commit("CHERRY_PICK_HEAD");
    String head =
        commit("HEAD").orElseThrow(() -> CliException.failed("git has no commit yet.", null));
    if (onto.isPresent()) {
      String theirs = onto.get().startsWith("-") ? "" : commit(onto.get()).orElse("");
      if (theirs.isEmpty()) {
        throw CliException.usage(
            "--onto \"" + Text.oneLine(onto.get()) + "\" is no commit that git knows.");
      }
      return new Sides(new Side("your branch", picked.orElse(head)), new Side(onto.get(), theirs));
    }
    if (picked.isPresent()) {
      return new Sides(new Side("your commit", picked.get()), new Side("their branch", head));
    }
    List<String> merged = merged();
    if (merged.size() != 1) {
      throw CliException.usage(
          merged.isEmpty()
              ? "git is in the middle of no merge, rebase or cherry-pick; name their branch: --onto"
                  + " REF."
              : "git merges several branches at once; name the one to go behind: --onto REF.");
    }
    return new Sides(new Side("your branch", head), new Side("their branch", merged.get(0)));
  }

  private boolean isRebasing() {
    return Files.exists(path("rebase-merge")) || Files.exists(path("rebase-apply"));
  }

  private List<String> merged() {
    Path file = path("MERGE_HEAD");
    try {
      return Files.exists(file)
          ? Files.readString(file).lines().filter(line -> !line.isBlank()).toList()
          : List.of();
    } catch (IOException e) {
      throw CliException.failed(file + " cannot be read.", e);
    }
  }

  private Path path(String name) {
    return folder.resolve(run("rev-parse", "--git-path", name).text().strip());
  }

  private Optional<String> commit(String ref) {
    Answer answer = run("rev-parse", "--verify", "--quiet", ref + "^{commit}");
    return answer.exit() == 0 ? Optional.of(answer.text().strip()) : Optional.empty();
  }

  /** One of the two branches. */
  final class Side implements CommittedSide {
    private final String label;
    private final String commit;

    private Side(String label, String commit) {
      this.label = label;
      this.commit = commit;
    }

    /** The beginning of the commit's hash, as git takes it. */
    String shortCommit() {
      return commit.substring(0, Math.min(10, commit.length()));
    }

    @Override
    public String name() {
      return label + " (" + shortCommit() + ")";
    }

    @Override
    public Optional<String> text(String path) {
      Answer answer = run("cat-file", "blob", commit + ":./" + path);
      return answer.exit() == 0 ? Optional.of(answer.text()) : Optional.empty();
    }
  }

  private record Answer(int exit, String text) {}

  private Answer run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), text);
    } catch (IOException e) {
      throw CliException.failed(
          "git cannot be run (" + e.getMessage() + "), and --rebase takes both branches from it.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.failed("interrupted.", e);
    }
  }
}
