package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.seal.CommittedSide;
import dev.eloquent.seal.Rebaser;
import dev.eloquent.seal.Rebaser.Moved;
import dev.eloquent.seal.Rebaser.Rebased;
import dev.eloquent.seal.SealTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code make:migration --rebase}: puts this branch's versions behind another branch's. */
final class Rebase {
  private final Session session;
  private final SealTarget target;

  Rebase(Session session, SealTarget target) {
    this.session = session;
    this.target = target;
  }

  void run(@Nullable String onto) {
    Git.Sides sides = new Git(target.history()).sides(Optional.ofNullable(onto));
    Rebased done = Rebaser.rebase(target, sides.mine(), sides.theirs());
    session.print(
        "Taken from "
            + sides.theirs().name()
            + ": "
            + labels(done.theirs())
            + ", with "
            + FileNames.SCHEMA
            + " and "
            + FileNames.LOCK
            + ".");
    if (!done.drafted().isEmpty()) {
      session.print(
          "Yours, deleted; the next compile drafts their changes again: " + labels(done.drafted()));
    }
    for (Moved moved : done.opened()) {
      session.print(opened(done, moved));
    }
    for (SealedVersion version : done.takenOver()) {
      session.print(
          "Yours, deleted: V"
              + version.version()
              + " "
              + version.name()
              + " was drafted and then changed by hand. After the compile take it over again"
              + " (make:migration --edit) and put your SQL back:");
      version
          .files()
          .forEach(
              file ->
                  session.print("  git show " + sides.mine().shortCommit() + ":./" + file.path()));
    }
    tellRenames(sides);
    tellNext(done);
  }

  private String opened(Rebased done, Moved moved) {
    String what = moved.java().isEmpty() ? moved.name() : moved.java();
    String text = "Yours, open again: V" + moved.from() + " is V" + moved.to() + " " + what;
    return moved.java().isEmpty()
        ? text
        : text + " (number changed in " + session.show(done.sources().resolve(moved.java())) + ")";
  }

  private static String labels(List<SealedVersion> versions) {
    StringBuilder text = new StringBuilder();
    for (SealedVersion version : versions) {
      text.append(text.isEmpty() ? "" : ", ").append('V').append(version.version()).append(' ');
      text.append(version.name());
    }
    return text.toString();
  }

  /** What the snapshot had consumed must be declared still, or it would be a drop and an add. */
  private void tellRenames(Git.Sides sides) {
    TreeSet<String> renames = new TreeSet<>(renames(sides.mine()));
    renames.removeAll(renames(sides.theirs()));
    if (!renames.isEmpty()) {
      session.print(
          "Renames of yours, which need their renamedFrom in the classes once more (new<former):");
      renames.forEach(rename -> session.print("  " + rename));
    }
  }

  private static List<String> renames(CommittedSide side) {
    List<String> renames = new ArrayList<>();
    try (JsonParser json =
        new JsonFactory().createParser(side.text(FileNames.SCHEMA).orElse("{}"))) {
      int depth = 0;
      boolean inside = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME && depth == 1) {
          inside = json.currentName().equals("renames");
        } else if (inside && depth == 2 && token == JsonToken.VALUE_STRING) {
          renames.add(json.getText());
        }
      }
      return renames;
    } catch (IOException e) {
      throw CliException.failed(
          FileNames.SCHEMA + " of " + side.name() + " is no JSON: " + e.getMessage(), e);
    }
  }

  private void tellNext(Rebased done) {
    Path folder = done.history();
    String add = session.show(folder);
    for (Moved moved : done.opened()) {
      add += moved.java().isEmpty() ? "" : " " + session.show(done.sources().resolve(moved.java()));
    }
    session.print("Next: git add " + add);
    session.print(
        "Then compile ("
            + BuildFolder.rebuildCommand(target.project())
            + "), look at the draft, and seal: make:migration");
    session.print(
        "A database that has applied yours: migrate:run refuses and names the migrate:rollback to"
            + " type.");
  }
}
