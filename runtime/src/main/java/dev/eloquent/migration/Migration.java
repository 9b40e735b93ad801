package dev.eloquent.migration;

import dev.eloquent.format.StatementsFile;
import dev.eloquent.format.StatementsFile.Entry;
import dev.eloquent.format.StatementsFile.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One version of the history, or several that share a class; generated code extends it with nothing
 * but constants.
 *
 * <p>For version 7 and a dialect {@code sqlite} the constants are {@code V7_SQLITE_UP_1}, {@code
 * V7_SQLITE_UP_2} … (forward), {@code V7_SQLITE_DOWN_1} … (the reverse, in the order it runs), each
 * with as many statements as fit, a {@link StatementsFile#SEPARATOR} between them, and {@code
 * V7_SQLITE_REVERSES}, which names for each reverse statement the forward one that it belongs to
 * ({@code "2 1"}). A script that is too large for constants has {@code V7_SQLITE_RESOURCE} instead,
 * the name of a {@link StatementsFile} on the class path. A version without reverse has {@code
 * V7_SQLITE_IRREVERSIBLE}. What does not run in one transaction has {@code
 * V7_SQLITE_NO_TRANSACTION}, the numbers of the forward statements that none takes ({@code "1 3"},
 * and empty if each is in one of its own), and {@code V7_SQLITE_DOWN_NO_TRANSACTION}, those of the
 * reverse.
 */
public abstract class Migration {
  private final Map<String, Map<String, String>> constants = new ConcurrentHashMap<>();

  /** For generated code. */
  protected Migration() {}

  /**
   * The statements of a version for a dialect; {@link Script#EMPTY} if it does nothing there.
   *
   * @throws UncheckedIOException if a large script's resource is missing or cut off
   */
  public final Script script(int version, String dialect) {
    String name = dialect.toUpperCase(Locale.ROOT) + "_";
    Map<String, String> all = constants.computeIfAbsent(name, this::readConstants);
    String prefix = "V" + version + "_" + name;
    String resource = all.get(prefix + "RESOURCE");
    Transactions transactions = Transactions.parse(all.get(prefix + "NO_TRANSACTION"));
    Set<Integer> outside = Transactions.parse(all.get(prefix + "DOWN_NO_TRANSACTION")).outside();
    if (resource != null) {
      return read(resource, transactions, outside);
    }
    List<String> up = numbered(all, prefix + "UP_");
    List<String> down = numbered(all, prefix + "DOWN_");
    String reverses = all.get(prefix + "REVERSES");
    String[] of = reverses == null ? new String[0] : reverses.split(" ", -1);
    List<Script.Reverse> reverse = new ArrayList<>();
    for (int i = 0; i < down.size(); i++) {
      int forward = i < of.length ? Integer.parseInt(of[i]) : 0;
      reverse.add(new Script.Reverse(forward, down.get(i), outside.contains(i + 1)));
    }
    return new Script(up, reverse, !all.containsKey(prefix + "IRREVERSIBLE"), transactions);
  }

  private static List<String> numbered(Map<String, String> all, String prefix) {
    List<String> statements = new ArrayList<>();
    for (int i = 1; ; i++) {
      String block = all.get(prefix + i);
      if (block == null) {
        return statements;
      }
      int start = 0;
      for (int end = block.indexOf(StatementsFile.SEPARATOR);
          end >= 0;
          end = block.indexOf(StatementsFile.SEPARATOR, start)) {
        statements.add(block.substring(start, end));
        start = end + 1;
      }
      statements.add(block.substring(start));
    }
  }

  private Script read(String resource, Transactions transactions, Set<Integer> outside) {
    ClassLoader loader = getClass().getClassLoader();
    try (StatementsFile file = StreamedStatements.open(loader, resource)) {
      Head head = file.head();
      Statements<Script.Reverse> down =
          head.downs().streamed()
              ? new StreamedStatements(loader, resource, head, true, outside)
              : Statements.of(read(file, head.downs().count(), outside));
      Statements<Script.Reverse> up =
          new StreamedStatements(loader, resource, head, false, Set.of());
      if (!head.ups().streamed()) {
        file.skip(head.downs().streamed() ? head.downs().count() : 0);
        up = Statements.of(read(file, head.ups().count(), Set.of()));
      }
      return new Script(up.map(Script.Reverse::sql), down, head.reversible(), transactions);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
    }
  }

  private static List<Script.Reverse> read(StatementsFile file, int count, Set<Integer> outside)
      throws IOException {
    List<Script.Reverse> statements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Entry entry = file.next();
      if (entry == null) {
        throw new IOException("cut off. Run: mvn clean compile");
      }
      statements.add(new Script.Reverse(entry.of(), entry.sql(), outside.contains(i + 1)));
    }
    return statements;
  }

  /**
   * The constants of a dialect, {@code SQLITE_}, by their names; a test's migration has them from
   * elsewhere.
   */
  Map<String, String> readConstants(String dialect) {
    Map<String, String> all = new HashMap<>();
    try {
      for (Field field : getClass().getDeclaredFields()) {
        if (field.getType() == String.class
            && Modifier.isStatic(field.getModifiers())
            && field.getName().startsWith(dialect, field.getName().indexOf('_') + 1)) {
          all.put(field.getName(), (String) field.get(null));
        }
      }
    } catch (IllegalAccessException e) {
      // Without this a version would count as applied although none of its statements ran.
      throw new IllegalStateException(
          getClass()
              + ": its constants cannot be read. The class, its constants and, in a named module, its"
              + " package must be public.",
          e);
    }
    return all;
  }
}
