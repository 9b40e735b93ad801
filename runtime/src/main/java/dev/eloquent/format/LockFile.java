package dev.eloquent.format;

import dev.eloquent.format.FileNames.VersionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code migrations.lock}: the sealed versions and their files, each version chained
 * to the one before.
 *
 * <p>A version is one line {@code version name kind chain-hash schema-hash}, where kind is {@code
 * generated}, {@code hand} or {@code java:} and a class name, and below it one indented line {@code
 * sha256 path} for each of its files, sorted by path. The chain hash is the SHA-256 of the previous
 * chain hash (empty for the first), a line feed, the version's line without its chain hash, and its
 * files' lines. Lines that begin with {@code #} are comments.
 *
 * @param versions the sealed versions, 1, 2, 3 … without a gap
 */
public record LockFile(List<SealedVersion> versions) {
  private static final String HEADER =
      """
      # Sealed migrations, each version chained to the one before. Written by make:migration; never edit it by hand.
      # A merge conflict here means that two branches sealed the same version. Resolve it with make:migration --rebase,
      # which takes their side of this file and of schema.json, and puts your versions behind theirs.
      format 1
      """;

  /** A lock file without a version. */
  public static final LockFile EMPTY = new LockFile(List.of());

  /** Where a version's statements come from. */
  public enum Kind {
    /** Rendered from the models. */
    GENERATED,
    /** SQL written by hand. */
    HAND,
    /** A Java class. */
    JAVA
  }

  /**
   * A sealed version.
   *
   * @param version 1 or more
   * @param name {@code [a-z0-9_]}, at most 100 characters
   * @param className the class of a Java migration, else null
   * @param chainHash SHA-256 of everything sealed up to and including this version
   * @param schemaHash SHA-256 of {@code schema.json} (with its chain property empty) as the sealing
   *     left it that this version was a part of
   * @param files its files, sorted by path
   */
  public record SealedVersion(
      int version,
      String name,
      Kind kind,
      @Nullable String className,
      String chainHash,
      String schemaHash,
      List<SealedFile> files) {
    /** Copies the files. */
    public SealedVersion {
      files = List.copyOf(files);
    }

    private String kindText() {
      return switch (kind) {
        case GENERATED -> "generated";
        case HAND -> "hand";
        case JAVA -> "java:" + className;
      };
    }

    private String fileLines() {
      StringBuilder text = new StringBuilder();
      for (SealedFile file : files) {
        text.append("  ").append(file.sha256()).append(' ').append(file.path()).append('\n');
      }
      return text.toString();
    }

    private String hashAfter(String previous) {
      String line = version + " " + name + " " + kindText() + " " + schemaHash + "\n";
      return Checksums.sha256(previous + "\n" + line + fileLines());
    }

    private SealedVersion chainedTo(String previous) {
      return new SealedVersion(
          version, name, kind, className, hashAfter(previous), schemaHash, files);
    }
  }

  /**
   * A file of a sealed version.
   *
   * @param sha256 of its text with normalised line endings
   * @param path relative to the history folder
   */
  public record SealedFile(String sha256, String path) {}

  /** Copies the versions. */
  public LockFile {
    versions = List.copyOf(versions);
  }

  /** The newest sealed version's number; 0 if there is none. */
  public int lastVersion() {
    return versions.size();
  }

  /** The chain hash of the newest sealed version; empty if there is none. */
  public String headChain() {
    return versions.isEmpty() ? "" : versions.get(versions.size() - 1).chainHash();
  }

  /** The schema hash of the newest sealed version; empty if there is none. */
  public String headSchema() {
    return versions.isEmpty() ? "" : versions.get(versions.size() - 1).schemaHash();
  }

  /** The sealed version of that number. */
  public Optional<SealedVersion> version(int number) {
    return number >= 1 && number <= versions.size()
        ? Optional.of(versions.get(number - 1))
        : Optional.empty();
  }

  /** This lock file with one more version; {@code files} maps paths to SHA-256. */
  public LockFile append(
      String name,
      Kind kind,
      @Nullable String className,
      String schemaHash,
      Map<String, String> files) {
    List<SealedFile> sealed = new ArrayList<>();
    new TreeMap<>(files).forEach((path, sha256) -> sealed.add(new SealedFile(sha256, path)));
    SealedVersion next =
        new SealedVersion(lastVersion() + 1, name, kind, className, "", schemaHash, sealed)
            .chainedTo(headChain());
    List<SealedVersion> all = new ArrayList<>(versions);
    all.add(next);
    return new LockFile(all);
  }

  /** This lock file without its newest version. */
  public LockFile withoutLast() {
    return new LockFile(versions.subList(0, versions.size() - 1));
  }

  /** The text of the file. */
  public String render() {
    StringBuilder text = new StringBuilder(HEADER);
    for (SealedVersion v : versions) {
      text.append(v.version()).append(' ').append(v.name()).append(' ').append(v.kindText());
      text.append(' ')
          .append(v.chainHash())
          .append(' ')
          .append(v.schemaHash())
          .append('\n')
          .append(v.fileLines());
    }
    return text.toString();
  }

  /**
   * Reads the text and checks its chain.
   *
   * @throws FormatException code {@code ELQ301} if a line cannot be read, {@code ELQ302} if the
   *     chain is broken, {@code ELQ303} if it holds an unresolved merge conflict
   */
  public static LockFile parse(String text) {
    return new LockFileParser(text).parse();
  }

  /** Reads line by line; a version's files follow its line. */
  private static final class LockFileParser {
    private static final String REPAIR =
        " Restore it from version control; it is never edited by hand. "
            + ConflictMarkers.AFTER_A_MERGE;
    private final String[] lines;
    private final List<SealedVersion> done = new ArrayList<>();
    private @Nullable SealedVersion open;
    private int openLine;
    private List<SealedFile> files = new ArrayList<>();
    private boolean format;

    LockFileParser(String text) {
      lines = Checksums.normalizeLineEndings(text).split("\n", -1);
    }

    LockFile parse() {
      for (int i = 0; i < lines.length; i++) {
        line(lines[i], i + 1);
      }
      close();
      if (!format) {
        throw error("ELQ301", 0, "the line \"format 1\" is missing." + REPAIR);
      }
      return new LockFile(done);
    }

    private void line(String line, int number) {
      if (line.isBlank() || line.startsWith("#")) {
        return;
      }
      if (ConflictMarkers.isMarker(line)) {
        throw ConflictMarkers.in(FileNames.LOCK, number);
      }
      if (line.startsWith("format ")) {
        if (!line.equals("format 1")) {
          throw error(
              "ELQ301", number, "\"" + line + "\" needs a newer release of Eloquent Migrations.");
        }
        format = true;
      } else if (line.startsWith("  ")) {
        file(line, number);
      } else {
        version(line, number);
      }
    }

    private void file(String line, int number) {
      String[] parts = line.strip().split(" ", -1);
      if (open == null
          || parts.length != 2
          || !Checksums.isSha256(parts[0])
          || parts[1].contains("..")) {
        throw error("ELQ301", number, "expected \"  sha256 path\" below a version." + REPAIR);
      }
      files.add(new SealedFile(parts[0], parts[1]));
    }

    private void version(String line, int number) {
      close();
      String[] parts = line.split(" ", -1);
      if (parts.length != 5 || !Checksums.isSha256(parts[3]) || !Checksums.isSha256(parts[4])) {
        throw error(
            "ELQ301", number, "expected \"version name kind chain-hash schema-hash\"." + REPAIR);
      }
      int expected = done.size() + 1;
      if (!parts[0].equals(Integer.toString(expected))) {
        throw error(
            "ELQ301",
            number,
            "expected version " + expected + ", found \"" + parts[0] + "\"." + REPAIR);
      }
      if (!FileNames.isName(parts[1])) {
        throw error("ELQ301", number, "\"" + parts[1] + "\" is no name of a version." + REPAIR);
      }
      String className = parts[2].startsWith("java:") ? parts[2].substring("java:".length()) : null;
      open =
          new SealedVersion(
              expected, parts[1], kind(parts[2], number), className, parts[3], parts[4], List.of());
      openLine = number;
    }

    private static Kind kind(String text, int number) {
      if (text.startsWith("java:") && text.length() > "java:".length()) {
        return Kind.JAVA;
      }
      return switch (text) {
        case "generated" -> Kind.GENERATED;
        case "hand" -> Kind.HAND;
        default ->
            throw error("ELQ301", number, "\"" + text + "\" is no kind of version." + REPAIR);
      };
    }

    private void close() {
      if (open == null) {
        return;
      }
      SealedVersion v =
          new SealedVersion(
              open.version(),
              open.name(),
              open.kind(),
              open.className(),
              open.chainHash(),
              open.schemaHash(),
              files);
      String previous = done.isEmpty() ? "" : done.get(done.size() - 1).chainHash();
      if (!v.hashAfter(previous).equals(v.chainHash())) {
        throw broken(v);
      }
      done.add(v);
      open = null;
      files = new ArrayList<>();
    }

    private FormatException broken(SealedVersion version) {
      for (int i = 0; i < version.files().size(); i++) {
        String path = version.files().get(i).path();
        int owner = FileNames.owner(path).map(VersionFile::version).orElse(version.version());
        if (owner != version.version()) {
          String line = "the line of version " + owner + ", which " + path + " belongs to,";
          return error("ELQ302", openLine + 1 + i, line + " is missing before this one." + REPAIR);
        }
      }
      return error(
          "ELQ302",
          openLine,
          "the chain breaks at version "
              + version.version()
              + ": this line or a file line below it was changed or is missing."
              + REPAIR);
    }

    private static FormatException error(String code, int line, String message) {
      return new FormatException(code, FileNames.LOCK, line, message);
    }
  }
}
