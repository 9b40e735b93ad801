package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.DraftIndex.OpenVersion;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.Sealer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Maven project made by hand, as the compiler would leave it: model {@code shop.User}, and a
 * draft for PostgreSQL and SQLite.
 */
public final class DraftFixture {
  public static final String HISTORY = "src/main/resources/db/migration";
  private static final List<String> DIALECTS = List.of("postgresql", "sqlite");
  private static final FileTime COMPILED = FileTime.fromMillis(1_700_000_000_000L);
  private static final FileTime EDITED_BEFORE = FileTime.fromMillis(1_699_999_000_000L);
  private static final FileTime EDITED_AFTER = FileTime.fromMillis(1_700_000_001_000L);

  public final Path project;
  public final Path classes;
  public final Path history;
  public final Path source;
  public final Path userClass;

  public DraftFixture(Path project) {
    this(project, true);
  }

  /** The project as it is there already, or a new one. */
  DraftFixture(Path project, boolean create) {
    this.project = project;
    classes = project.resolve("target/classes");
    history = project.resolve(HISTORY);
    source = project.resolve("src/main/java/shop/User.java");
    userClass = classes.resolve("shop/User.class");
    if (!create) {
      return;
    }
    write(project.resolve("pom.xml"), "<project/>");
    write(source, "package shop;\nclass User {}\n");
    touch(source, EDITED_BEFORE);
    write(userClass, "not really a class");
    touch(userClass, COMPILED);
  }

  /** The drafted snapshot of some content. */
  public static String schema(String content) {
    return "{\n  \"chain\": \"\",\n  \"content\": \"" + content + "\"\n}\n";
  }

  /** What the compiler leaves when the next version, over {@code base}, has that content. */
  public DraftFixture draft(LockFile base, String name, String content, Refusal... refusals) {
    return draft(DIALECTS, base, name, content, refusals);
  }

  /** The same for other dialects. */
  DraftFixture draft(
      List<String> dialects, LockFile base, String name, String content, Refusal... refusals) {
    List<DraftFile> files = new ArrayList<>();
    for (String dialect : dialects) {
      for (boolean undo : List.of(false, true)) {
        String text = sql(dialect, undo, content);
        write(output(OutputNames.draftFile(dialect, undo)), text);
        files.add(new DraftFile(Checksums.ofFile(text), dialect, undo));
      }
    }
    String schema = schema(content);
    write(output(OutputNames.DRAFT_SCHEMA), schema);
    int version = base.lastVersion() + 1;
    Draft draft = new Draft(version, name, SchemaText.hash(schema), files, List.of(refusals));
    return index(index(base, null, draft));
  }

  /** Writes the files of an open version, forward and reverse. */
  OpenVersion openFiles(int version, String name, String content) {
    List<DraftFile> files = new ArrayList<>();
    for (String dialect : DIALECTS) {
      for (boolean undo : List.of(false, true)) {
        String text = sql(dialect, undo, content);
        DraftFile file = new DraftFile(Checksums.ofFile(text), dialect, undo);
        write(history.resolve(file.path(version, name)), text);
        files.add(file);
      }
    }
    return new OpenVersion(version, name, null, files, List.of(), List.of());
  }

  /**
   * What the compiler leaves when those open versions end at a schema of that content, and nothing
   * or one more version is drafted.
   */
  DraftFixture open(
      LockFile base, List<OpenVersion> versions, String content, boolean taken, boolean drafted) {
    String hash = SchemaText.hash(schema(content));
    DraftIndex.Open open = new DraftIndex.Open(versions, hash, taken ? hash : "");
    Draft draft = null;
    if (drafted) {
      draft(base, "drafted", "drafted");
      Draft first = Objects.requireNonNull(new DraftOutput(classes, "").index().draft());
      int number = base.lastVersion() + versions.size() + 1;
      draft = new Draft(number, first.name(), first.schemaHash(), first.files(), first.refusals());
    } else {
      write(output(OutputNames.DRAFT_SCHEMA), schema(content));
    }
    return index(index(base, open, draft));
  }

  /** What the compiler leaves when the models equal the history. */
  public DraftFixture nothingDrafted(LockFile base) {
    return index(index(base, null, null));
  }

  static DraftIndex index(
      LockFile base, DraftIndex.@Nullable Open open, DraftIndex.@Nullable Draft draft) {
    return new DraftIndex("", HISTORY, base.lastVersion(), base.headChain(), DIALECTS, open, draft);
  }

  public DraftFixture index(DraftIndex index) {
    write(output(OutputNames.MODELS), "shop.User\n");
    write(output(OutputNames.DRAFT_INDEX), index.render());
    touch(output(OutputNames.DRAFT_INDEX), COMPILED);
    return this;
  }

  public static String sql(String dialect, boolean undo, String content) {
    return (undo ? "-- undo " : "-- ") + dialect + "\nSELECT '" + content + "';\n";
  }

  public Path output(String name) {
    return classes.resolve("META-INF/eloquent").resolve(name);
  }

  public void editSource() {
    touch(source, EDITED_AFTER);
  }

  public Request request(@Nullable String name) {
    return new Request(classes, project, "", name, false);
  }

  public LockFile lock() {
    return LockFile.parse(read(history.resolve(FileNames.LOCK)));
  }

  /** Every file of the history folder with its text. */
  public Map<String, String> committed() {
    Map<String, String> all = new TreeMap<>();
    if (Files.isDirectory(history)) {
      try (Stream<Path> files = Files.walk(history)) {
        files
            .filter(Files::isRegularFile)
            .forEach(f -> all.put(history.relativize(f).toString().replace('\\', '/'), read(f)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void touch(Path file, FileTime time) {
    try {
      Files.setLastModifiedTime(file, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
