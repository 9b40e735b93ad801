package dev.eloquent.migration;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalogue for one dialect, made at run time as the compiler would make it. */
public final class TestCatalog extends MigrationCatalog {
  private final List<Version> versions;
  private final String dialect;
  private final Map<Integer, String> noTransaction;

  private TestCatalog(
      String header, String dialect, List<Version> versions, Map<Integer, String> noTransaction) {
    super(header);
    this.dialect = dialect;
    this.versions = versions;
    this.noTransaction = noTransaction;
  }

  /** A version; {@code down} null makes it irreversible. */
  public record Version(
      int number,
      String name,
      String state,
      List<String> up,
      @Nullable List<Script.Reverse> down,
      String chain,
      String comment) {
    String text() {
      return comment + String.join(";\n", up) + ";\n";
    }

    String downText() {
      return down == null
          ? ""
          : String.join(";\n", down.stream().map(Script.Reverse::sql).toList()) + ";\n";
    }
  }

  /** Collects versions. */
  public static final class Builder {
    private final String dialect;
    private final List<Version> versions = new ArrayList<>();
    private final Map<Integer, String> noTransaction = new HashMap<>();
    private final StringBuilder references = new StringBuilder();
    private String id = "";

    private Builder(String dialect) {
      this.dialect = dialect;
    }

    public Builder id(String catalog) {
      id = catalog;
      return this;
    }

    /** Foreign keys refer to a table of another catalogue. */
    public Builder refersTo(String table) {
      references.append("\nrefers ").append(dialect).append(' ').append(table);
      return this;
    }

    /** A sealed version with one statement and its reverse. */
    public Builder sealed(String name, String up, String down) {
      return add(name, "sealed", List.of(up), List.of(new Script.Reverse(1, down)));
    }

    /** A draft with one statement and its reverse. */
    public Builder draft(String name, String up, String down) {
      return add(name, "draft", List.of(up), List.of(new Script.Reverse(1, down)));
    }

    public Builder add(
        String name, String state, List<String> up, @Nullable List<Script.Reverse> down) {
      return add(name, state, up, down, "");
    }

    public Builder add(
        String name,
        String state,
        List<String> up,
        @Nullable List<Script.Reverse> down,
        String comment) {
      String previous = versions.isEmpty() ? "" : versions.get(versions.size() - 1).chain();
      String chain = state.equals("sealed") ? Checksums.sha256(previous + name + up + comment) : "";
      versions.add(new Version(versions.size() + 1, name, state, up, down, chain, comment));
      return this;
    }

    /** The newest version runs one by one, the statements of these numbers in no transaction. */
    public Builder noTransaction(String numbers) {
      noTransaction.put(versions.size(), numbers);
      return this;
    }

    public TestCatalog build() {
      int lock = 0;
      int unsealed = 0;
      String chain = "-";
      for (Version version : versions) {
        if (version.state().equals("sealed")) {
          lock = version.number();
          chain = version.chain();
        } else {
          unsealed++;
        }
      }
      String header =
          "catalog "
              + id
              + "\nhistory src/main/resources/db/migration\nlock "
              + lock
              + " "
              + chain
              + (unsealed == 0 ? "" : "\nunsealed " + unsealed)
              + "\nhead "
              + dialect
              + " "
              + lock
              + " "
              + chain
              + references;
      return new TestCatalog(header, dialect, List.copyOf(versions), Map.copyOf(noTransaction));
    }
  }

  public static Builder on(String dialect) {
    return new Builder(dialect);
  }

  @Override
  protected @Nullable String block(int index) {
    if (index > 0) {
      return null;
    }
    StringBuilder lines = new StringBuilder();
    for (Version v : versions) {
      lines.append(v.number()).append(' ').append(v.name()).append(' ').append(v.state());
      lines.append(" V").append(v.number()).append(' ');
      lines.append(v.chain().isEmpty() ? "-" : v.chain()).append(' ').append(dialect).append(':');
      lines.append(Checksums.flyway(v.text())).append(':').append(Checksums.ofFile(v.text()));
      lines.append(':').append(v.down() == null ? "-" : Checksums.ofFile(v.downText()));
      lines.append('\n');
    }
    return lines.toString();
  }

  @Override
  protected Migration instantiate(String className) {
    int number = Integer.parseInt(className.substring(className.lastIndexOf(".V") + 2));
    Version version = versions.get(number - 1);
    Map<String, String> constants = new HashMap<>();
    String prefix = "V" + number + "_" + dialect.toUpperCase(Locale.ROOT) + "_";
    for (int i = 0; i < version.up().size(); i++) {
      constants.put(prefix + "UP_" + (i + 1), version.up().get(i));
    }
    List<Script.Reverse> down = version.down();
    if (down == null) {
      constants.put(prefix + "IRREVERSIBLE", "");
    } else {
      List<String> of = new ArrayList<>();
      for (int i = 0; i < down.size(); i++) {
        constants.put(prefix + "DOWN_" + (i + 1), down.get(i).sql());
        of.add(Integer.toString(down.get(i).of()));
      }
      constants.put(prefix + "REVERSES", String.join(" ", of));
      if (down.stream().anyMatch(Script.Reverse::outside)) {
        constants.put(prefix + "DOWN_NO_TRANSACTION", outside(down));
      }
    }
    String alone = noTransaction.get(number);
    if (alone != null) {
      constants.put(prefix + "NO_TRANSACTION", alone);
    }
    return new TestMigration(constants);
  }

  private static String outside(List<Script.Reverse> down) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < down.size(); i++) {
      if (down.get(i).outside()) {
        numbers.add(Integer.toString(i + 1));
      }
    }
    return String.join(" ", numbers);
  }

  /** Writes the files where Flyway finds them. */
  void writeFiles(Path folder) {
    try {
      Files.createDirectories(folder);
      for (Version v : versions) {
        Files.writeString(
            folder.resolve(FileNames.script(dialect, v.number(), v.name())), v.text());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A migration whose constants are given. */
  private static final class TestMigration extends Migration {
    private final Map<String, String> given;

    TestMigration(Map<String, String> given) {
      this.given = given;
    }

    @Override
    Map<String, String> readConstants(String name) {
      return given;
    }
  }
}
