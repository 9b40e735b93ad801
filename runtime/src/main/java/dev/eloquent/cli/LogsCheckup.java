package dev.eloquent.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks through log files for what must never be in them, and never repeats it. */
final class LogsCheckup {
  private static final String AREA = "logs";
  private static final int SHOWN = 5;

  /** A line may be of any length, and to look for patterns takes up to the square of a text's. */
  private static final int PIECE = 16 * 1024;

  /** What two pieces have in common, so that no secret is cut in both. */
  private static final int OVERLAP = 4 * 1024;

  private final Session session;
  private final Findings findings;

  LogsCheckup(Session session, Findings findings) {
    this.session = session;
    this.findings = findings;
  }

  /** The files, with commas between them; null for none. */
  void check(@Nullable String files) {
    if (files == null) {
      findings.note(
          AREA, "this library's logs hold no secrets; look through others with --logs FILE,...");
      return;
    }
    for (String file : files.split(",", -1)) {
      check(session.resolve(file.strip()));
    }
  }

  private void check(Path file) {
    String name = Text.oneLine(session.show(file));
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Opening a named pipe waits for whoever writes into it, maybe for ever.
      findings.wrong(AREA, name + " is no file but a folder, a pipe or a device: name files");
      return;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (Reader text =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
      new Search(name).in(text);
    } catch (IOException e) {
      findings.wrong(AREA, name + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The search through one file, of which it keeps no more than a piece. */
  private final class Search {
    private final String name;
    private final StringBuilder piece = new StringBuilder();
    private long number = 1;
    private boolean secret;
    private boolean binary;
    private int found;

    Search(String name) {
      this.name = name;
    }

    void in(Reader text) throws IOException {
      for (int c = text.read(); c >= 0; c = text.read()) {
        if (c == '\n') {
          endLine();
          number++;
        } else {
          binary |= c == 0;
          piece.append((char) c);
          if (piece.length() == PIECE) {
            look();
            piece.delete(0, PIECE - OVERLAP);
          }
        }
      }
      boolean begun = !piece.isEmpty();
      endLine();
      report(begun ? number : number - 1);
    }

    private void look() {
      String text = piece.toString();
      secret |= !session.redactor().clean(text).equals(text);
    }

    private void endLine() {
      look();
      piece.setLength(0);
      if (secret) {
        found++;
        if (found <= SHOWN) {
          findings.wrong(
              AREA,
              name + " line " + number + " holds a secret. Change that password, and the line.");
        }
      }
      secret = false;
    }

    private void report(long lines) {
      if (found > SHOWN) {
        findings.wrong(AREA, name + ": " + (found - SHOWN) + " more lines hold a secret");
      } else if (found == 0 && binary) {
        findings.note(
            AREA,
            name
                + " is no text in UTF-8, so a secret in it would not be found: unpack it, or convert"
                + " it");
      } else if (found == 0) {
        findings.ok(AREA, name + ": no secret in " + lines + " lines");
      }
    }
  }
}
