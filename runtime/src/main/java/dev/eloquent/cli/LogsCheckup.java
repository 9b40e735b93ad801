package dev.eloquent.cli;

import java.io.BufferedReader;
import java.io.IOException;
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
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (BufferedReader lines =
        new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), decoder))) {
      long number = 0;
      int found = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!session.redactor().clean(line).equals(line)) {
          found++;
          if (found <= SHOWN) {
            findings.wrong(
                AREA,
                name + " line " + number + " holds a secret. Change that password, and the line.");
          }
        }
      }
      if (found > SHOWN) {
        findings.wrong(AREA, name + ": " + (found - SHOWN) + " more lines hold a secret");
      } else if (found == 0) {
        findings.ok(AREA, name + ": no secret in " + number + " lines");
      }
    } catch (IOException e) {
      findings.wrong(AREA, name + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
