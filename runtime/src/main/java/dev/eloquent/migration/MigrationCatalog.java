package dev.eloquent.migration;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import dev.eloquent.migration.CatalogVersion.State;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The compiled history of one catalogue: every version, its checksums, and how to make its class
 * without loading it.
 *
 * <p>Generated code extends it and passes text that is read lazily, so that a start with nothing
 * pending costs the same at 10 and at 5,000 versions. Find the catalogues of a class path with
 * {@link java.util.ServiceLoader}.
 *
 * <p>Header lines: {@code catalog ID}, {@code history PATH}, {@code lock VERSION CHAIN}, {@code
 * unsealed NUMBER} (of versions that are open or drafts, if there are any) and {@code head DIALECT
 * VERSION CHAIN} (the newest sealed version that has a file for the dialect) and {@code refers
 * DIALECT TABLE} (a table of another catalogue that foreign keys refer to). A version's line is
 * {@code VERSION NAME sealed|open|draft CLASS CHAIN} followed by {@code
 * DIALECT:CRC32:SHA256:UNDO-SHA256} for each dialect; {@code -} stands for nothing. That of a Java
 * migration has {@code java:} before its class and nothing behind the dialects.
 */
public abstract class MigrationCatalog {
  private static final String JAVA = "java:";
  private static final String HEAD = "head ";

  private final String header;
  private @Nullable List<CatalogVersion> versions;
  private @Nullable Loaded loaded;

  /** The class that was made last, since the next version's is mostly the same. */
  private record Loaded(String className, Migration migration) {}

  /** Called by generated code with the header lines. */
  protected MigrationCatalog(String header) {
    this.header = header;
  }

  /** The version lines, in blocks so that no constant is too long; null behind the last block. */
  protected abstract @Nullable String block(int index);

  /** The catalogue's id, empty for the default one. */
  public final String id() {
    return value("catalog ");
  }

  /** The history folder, relative to the folder of the build file. */
  public final String historyFolder() {
    return value("history ");
  }

  /** The newest sealed version that the compiler saw; 0 for none. */
  public final int lockVersion() {
    return Integer.parseInt(value("lock ").split(" ", 2)[0]);
  }

  /** The lock's chain hash that the compiler saw; empty for none. */
  public final String lockChain() {
    return nothing(value("lock ").split(" ", 2)[1]);
  }

  /**
   * The chain hash of the newest sealed version that has a file for the dialect; empty for none.
   */
  public final String head(String dialect) {
    String head = value(HEAD + dialect + " ");
    return head.isEmpty() ? "" : nothing(head.split(" ", 2)[1]);
  }

  /**
   * Whether sealed versions exist for the dialect, and newer ones for other SQL dialects only: it
   * was enabled once. Reads no version's line.
   */
  public final boolean isDisabled(String dialect) {
    String own = value(HEAD + dialect + " ");
    if (own.isEmpty() || !FileNames.isSql(dialect)) {
      return false;
    }
    int newest = number(own);
    int at = header.indexOf("\n" + HEAD);
    while (at >= 0) {
      String[] head = header.substring(at + 1 + HEAD.length()).split("[ \n]", 3);
      if (FileNames.isSql(head[0]) && Integer.parseInt(head[1]) > newest) {
        return true;
      }
      at = header.indexOf("\n" + HEAD, at + 1);
    }
    return false;
  }

  private static int number(String head) {
    return Integer.parseInt(head.split(" ", 2)[0]);
  }

  /**
   * Whether a version is open or a draft, which only development may run; reads no version's line.
   */
  public final boolean hasUnsealed() {
    return !value("unsealed ").isEmpty();
  }

  /**
   * The tables of other catalogues that foreign keys of this one refer to in the dialect's
   * databases, sorted; from the models as they were compiled, whatever was sealed before.
   */
  public final List<String> references(String dialect) {
    return references("refers " + dialect + " ", 0);
  }

  /** The same for all dialects together. */
  public final List<String> references() {
    return references("refers ", 1);
  }

  /** What follows a key in its lines, so many words of it left out. */
  private List<String> references(String key, int leftOut) {
    if (!header.contains("\n" + key)) {
      return List.of();
    }
    TreeSet<String> tables = new TreeSet<>();
    for (String line : header.split("\n", -1)) {
      if (line.startsWith(key)) {
        String rest = line.substring(key.length());
        tables.add(leftOut == 0 ? rest : rest.substring(rest.indexOf(' ') + 1));
      }
    }
    return List.copyOf(tables);
  }

  /** All versions, ascending. */
  public final synchronized List<CatalogVersion> versions() {
    if (versions == null) {
      List<CatalogVersion> all = new ArrayList<>();
      for (int i = 0; ; i++) {
        String block = block(i);
        if (block == null) {
          break;
        }
        int from = 0;
        while (from < block.length()) {
          int end = block.indexOf('\n', from);
          end = end < 0 ? block.length() : end;
          all.add(parse(new Fields(block, from, end)));
          from = end + 1;
        }
      }
      versions = List.copyOf(all);
    }
    return versions;
  }

  /**
   * Makes the version's class, which holds statements and which other versions may share.
   *
   * @throws IllegalStateException if the class is missing or cannot be made: the build output is
   *     not of one piece
   */
  public final synchronized Migration load(CatalogVersion version) {
    String name = getClass().getPackageName() + "." + version.className();
    if (loaded != null && loaded.className().equals(name)) {
      return loaded.migration();
    }
    try {
      Migration migration = instantiate(name);
      loaded = new Loaded(name, migration);
      return migration;
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new IllegalStateException(
          "version "
              + version.version()
              + ": class "
              + name
              + " cannot be loaded. Run: mvn clean compile",
          e);
    }
  }

  /**
   * Makes the class of a version that is a Java migration.
   *
   * @throws IllegalStateException if the class is missing or cannot be made
   */
  public final JavaMigration loadJava(CatalogVersion version) {
    String what = "version " + version.version() + ": class " + version.className();
    try {
      return Class.forName(version.className(), true, getClass().getClassLoader())
          .asSubclass(JavaMigration.class)
          .getConstructor()
          .newInstance();
    } catch (ClassCastException e) {
      throw new IllegalStateException(
          what + " is no " + JavaMigration.class.getName() + ". Run: mvn clean compile", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          what
              + " cannot be made, because its constructor failed: "
              + e.getCause()
              + ". Correct the class and compile",
          e);
    } catch (ExceptionInInitializerError e) {
      throw new IllegalStateException(
          what
              + " cannot be made, because what it does when it is loaded failed: "
              + e.getCause()
              + ". Correct the class and compile",
          e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          what + " cannot be loaded (" + e + "). Run: mvn clean compile", e);
    }
  }

  /**
   * Makes the class of that binary name; generated code leaves it as it is, a catalogue made at run
   * time may know better.
   */
  protected Migration instantiate(String className) throws ReflectiveOperationException {
    return Class.forName(className, true, getClass().getClassLoader())
        .asSubclass(Migration.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private String value(String key) {
    int at = header.startsWith(key) ? 0 : header.indexOf("\n" + key) + 1;
    if (at == 0 && !header.startsWith(key)) {
      return "";
    }
    int end = header.indexOf('\n', at);
    return header.substring(at + key.length(), end < 0 ? header.length() : end);
  }

  /** Cuts a version's line without making more strings than it is kept in: there may be many. */
  private static final class Fields {
    private final String text;
    private final int end;
    private int at;

    Fields(String text, int from, int end) {
      this.text = text;
      this.at = from;
      this.end = end;
    }

    boolean more() {
      return at < end;
    }

    /** What comes before the next one of these, or before the end of the line. */
    String before(char delimiter) {
      int next = text.indexOf(delimiter, at);
      int stop = next < 0 || next > end ? end : next;
      String field = text.substring(at, stop);
      at = stop + 1;
      return field;
    }
  }

  private static CatalogVersion parse(Fields fields) {
    int version = Integer.parseInt(fields.before(' '));
    String name = fields.before(' ');
    State state =
        switch (fields.before(' ')) {
          case "sealed" -> State.SEALED;
          case "open" -> State.OPEN;
          default -> State.DRAFT;
        };
    String made = fields.before(' ');
    boolean java = made.startsWith(JAVA);
    String className = java ? made.substring(JAVA.length()) : made;
    String chain = nothing(fields.before(' '));
    Map<String, CatalogFile> files = new HashMap<>();
    while (fields.more()) {
      if (java) {
        CatalogFile file = new CatalogFile(className, null, Checksums.sha256(made), null);
        files.put(fields.before(' '), file);
        continue;
      }
      String dialect = fields.before(':');
      int checksum = Integer.parseInt(fields.before(':'));
      String sha256 = fields.before(':');
      String undo = fields.before(' ');
      String script = FileNames.script(dialect, version, name);
      files.put(dialect, new CatalogFile(script, checksum, sha256, undo.equals("-") ? null : undo));
    }
    return new CatalogVersion(version, name, state, className, java, chain, files);
  }

  private static String nothing(String text) {
    return text.equals("-") ? "" : text;
  }
}
