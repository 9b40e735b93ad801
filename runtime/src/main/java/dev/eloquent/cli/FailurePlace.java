package dev.eloquent.cli;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Script;
import dev.eloquent.migration.Statements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds to a failed statement's message where it stands, file and line, and what to type next. */
final class FailurePlace {
  private static final String RUN = "java -jar runtime.jar migrate run";
  private static final int LARGEST_FILE = 16 << 20;

  /** What PostgreSQL says: the number of the character, from 1. */
  private static final Pattern POSITION = Pattern.compile("\\bPosition: ([0-9]{1,9})");

  /** What MySQL and MariaDB say: the line of the statement, from 1. */
  private static final Pattern LINE = Pattern.compile("\\bat line ([0-9]{1,9})");

  private final Session session;
  private final LoadedCatalog loaded;

  FailurePlace(Session session, LoadedCatalog loaded) {
    this.session = session;
    this.loaded = loaded;
  }

  /** The exception with the place in its message; the same if it is of no statement. */
  RuntimeException explain(RuntimeException e, String dialect) {
    if (!(e instanceof MigrationException failure) || failure.version() == null) {
      return e;
    }
    int number = failure.version();
    Optional<CatalogVersion> version =
        loaded.catalog().versions().stream().filter(v -> v.version() == number).findFirst();
    String next = version.map(v -> next(failure, v)).orElse("");
    if (version.isEmpty() || next.isEmpty()) {
      return e;
    }
    String place = place(failure, version.get(), dialect);
    MigrationException explained =
        new MigrationException(
            failure.problem(),
            failure.getMessage()
                + " ["
                + failure.code()
                + "]"
                + (place.isEmpty() ? "" : "\n  at   " + place)
                + "\n  next "
                + next,
            failure.version(),
            failure.statement(),
            failure.sql(),
            failure);
    for (Throwable suppressed : failure.getSuppressed()) {
      explained.addSuppressed(suppressed);
    }
    return explained;
  }

  private static String next(MigrationException failure, CatalogVersion version) {
    MigrationProblem problem = failure.problem();
    if (problem == MigrationProblem.UNDO_STATEMENT) {
      return "correct what the database says, then the same command again";
    }
    if (problem != MigrationProblem.STATEMENT && problem != MigrationProblem.JAVA) {
      return "";
    }
    return switch (version.state()) {
      case DRAFT -> "correct the model, then: mvn compile && " + RUN;
      case OPEN -> "correct the " + kind(version) + ", then: mvn compile && " + RUN;
      case SEALED ->
          "is the database wrong, correct it, then: "
              + RUN
              + "\n       is the "
              + kind(version)
              + " wrong, correct it, then: "
              + (version.java() ? "" : "java -jar runtime.jar make:migration --reseal && ")
              + "mvn compile && "
              + RUN;
    };
  }

  private static String kind(CatalogVersion version) {
    return version.java() ? "class" : "file";
  }

  /** {@code FILE:LINE}; the file alone if the statement is not found in it; empty without one. */
  private String place(MigrationException failure, CatalogVersion version, String dialect) {
    String sql = failure.sql();
    if (sql == null || version.java()) {
      return "";
    }
    Script script = loaded.catalog().load(version).script(version.version(), dialect);
    boolean undo = !sql.equals(statement(script.up(), failure.statement()));
    File file = file(version, dialect, undo);
    if (file == null) {
      return "";
    }
    int at = find(file.text(), undo ? Statements.of(List.of(sql)) : script.up(), failure);
    return file.name()
        + (at < 0
            ? ""
            : ":" + (line(file.text(), at) + within(String.valueOf(failure.getMessage()), sql)))
        + file.where();
  }

  private static @Nullable String statement(Statements<String> statements, int number) {
    if (number < 1 || number > statements.count()) {
      return null;
    }
    try (Statements.Cursor<String> cursor = statements.from(number)) {
      return cursor.next();
    }
  }

  /** Where the statement begins, -1 if it does not stand there as it was sent. */
  private static int find(String text, Statements<String> statements, MigrationException failure) {
    int from = 0;
    int k = 0;
    try (Statements.Cursor<String> cursor = statements.from(1)) {
      for (String sql = cursor.next(); sql != null; sql = cursor.next()) {
        k++;
        // Those before it too, for the same statement may stand there twice.
        int at = text.indexOf(sql, from);
        if (k == failure.statement() || sql.equals(failure.sql())) {
          return at;
        }
        from = at < 0 ? from : at + sql.length();
      }
    }
    return -1;
  }

  private static int line(String text, int at) {
    return 1 + newLines(text, at);
  }

  private static int newLines(String text, int end) {
    int lines = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }

  /** How many lines below the statement's first one the database found the mistake. */
  private static int within(String message, String sql) {
    // What the user wrote may hold such words as well, so only what stands before it counts.
    int end = message.lastIndexOf(sql);
    String said = end < 0 ? message : message.substring(0, end);
    Matcher position = POSITION.matcher(said);
    if (position.find()) {
      return newLines(sql, Math.min(Integer.parseInt(position.group(1)) - 1, sql.length()));
    }
    Matcher line = LINE.matcher(said);
    int below = line.find() ? Integer.parseInt(line.group(1)) - 1 : 0;
    return Math.max(0, Math.min(below, newLines(sql, sql.length())));
  }

  /**
   * A file that was found.
   *
   * @param where what is added behind the line
   */
  private record File(String name, String text, String where) {}

  private @Nullable File file(CatalogVersion version, String dialect, boolean undo) {
    try {
      if (version.state() == CatalogVersion.State.DRAFT) {
        String name =
            OutputNames.folder(loaded.catalog().id()) + OutputNames.draftFile(dialect, undo);
        return read(loaded.location().resolve(name));
      }
      String path =
          undo
              ? FileNames.undo(dialect, version.version(), version.name())
              : FileNames.migration(dialect, version.version(), version.name());
      Path source = loaded.sourceHistory().map(folder -> folder.resolve(path)).orElse(null);
      File file = source == null ? null : read(source);
      return file != null ? file : onClassPath(path);
    } catch (IOException | CliException e) {
      // The place is a help; what failed is told without it, too.
      return null;
    }
  }

  private @Nullable File read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new File(session.show(path), text(in), "");
    }
  }

  private @Nullable File onClassPath(String path) {
    return loaded
        .resource(path, FailurePlace::text)
        .map(text -> new File(loaded.resourceFolder() + "/" + path, text, " on the class path"))
        .orElse(null);
  }

  private static String text(InputStream in) throws IOException {
    String text = new String(in.readNBytes(LARGEST_FILE), StandardCharsets.UTF_8);
    return text.replace("\r\n", "\n");
  }
}
