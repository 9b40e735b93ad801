package dev.eloquent.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FormatException;
import dev.eloquent.processor.history.ScriptFile;
import dev.eloquent.processor.split.Syntaxes;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large script is split twice, and both times must be the same. */
class SplitFileTest {
  private static final String TEXT =
      "INSERT INTO a VALUES ('é€😀');\n-- reverse of 7\nDELETE FROM a;\n";

  @TempDir Path folder;

  private SplitFile split() throws Exception {
    Path file = folder.resolve("V2__data.sql");
    Files.writeString(file, TEXT);
    return SplitFile.of(
        new ScriptFile.OnDisk(
            file, "sqlite/V2__data.sql", TEXT.length(), Checksums.ofFile(TEXT), 0, false),
        Syntaxes.SQLITE.syntax());
  }

  @Test
  void writesEachStatementBehindItsLength() throws Exception {
    SplitFile split = split();
    assertThat(split.count()).isEqualTo(2);
    StringWriter up = new StringWriter();
    split.write(up, false);
    // 22 characters and a quote; two, three and four bytes; a quote and a parenthesis.
    assertThat(up).hasToString("up 34\nINSERT INTO a VALUES ('é€😀')\nup 13\nDELETE FROM a\n");
    StringWriter down = new StringWriter();
    split.write(down, true);
    assertThat(down.toString()).startsWith("down 0 34\n").contains("\ndown 7 13\nDELETE");
  }

  @Test
  void refusesAFileThatChangedInBetween() throws Exception {
    for (String changed :
        new String[] {TEXT.replace("€", "£"), TEXT + "SELECT 1;", "", "INSERT INTO a VALUES ('"}) {
      SplitFile split = split();
      Files.writeString(folder.resolve("V2__data.sql"), changed);
      assertThatThrownBy(() -> split.write(new StringWriter(), false))
          .isInstanceOfSatisfying(
              FormatException.class, e -> assertThat(e.code()).isEqualTo("ELQ314"))
          .hasMessageContaining("sqlite/V2__data.sql");
    }
  }
}
