package dev.eloquent.processor.option;

import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.NearMiss;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Names;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code -A} options say, checked.
 *
 * @param migrations {@code eloquent.migrations}: the history folder; null to find it beside the
 *     build file
 * @param dialects {@code eloquent.dialects}: ids, sorted; null if not given
 * @param generatedPackage {@code eloquent.package}: where generated code goes; null to derive it
 * @param catalog {@code eloquent.catalog}: the catalogue's id, {@code [a-z][a-z0-9_]*}; empty for
 *     the default one
 * @param mode {@code eloquent.mode}
 * @param warnings {@code eloquent.warnings}
 */
public record Options(
    @Nullable String migrations,
    @Nullable List<String> dialects,
    @Nullable String generatedPackage,
    String catalog,
    Mode mode,
    Warnings warnings) {
  /** Every key, for {@code Processor.getSupportedOptions}. */
  public static final Set<String> KEYS =
      Set.of(
          "eloquent.migrations",
          "eloquent.dialects",
          "eloquent.package",
          "eloquent.catalog",
          "eloquent.mode",
          "eloquent.warnings");

  private static final String PREFIX = "eloquent.";
  private static final Pattern CATALOG = Pattern.compile("[a-z][a-z0-9_]*");

  /** Flyway names the history table's index after it. */
  private static final int MAX_CATALOG_LENGTH =
      Names.MAX_BYTES - (OutputNames.historyTable("c") + "_s_idx").length() + 1;

  /** What a difference between models and history is. */
  public enum Mode {
    /** The draft of the next version. */
    DRAFT,
    /** An error, for continuous integration. */
    VERIFY
  }

  /** How warnings are printed. */
  public enum Warnings {
    /** As warnings. */
    WARNING,
    /** As notes, which {@code -Werror} lets pass. */
    NOTE
  }

  /** Copies the dialects. */
  public Options {
    dialects = dialects == null ? null : List.copyOf(dialects);
  }

  /**
   * Reads and checks the options; what is wrong is reported and replaced by its default.
   *
   * @param given the processor environment's options, other processors' included
   * @param knownDialects the ids that {@code eloquent.dialects} may name
   */
  public static Options parse(
      Map<String, String> given, Set<String> knownDialects, Diagnostics diagnostics) {
    return new Parser(given, diagnostics).parse(knownDialects);
  }

  /** Whether warnings are to be notes: the one option that {@link Diagnostics} is made with. */
  public static boolean warningsAsNotes(Map<String, String> given) {
    return "note".equals(given.get("eloquent.warnings"));
  }

  /** Reads one map. */
  private record Parser(Map<String, String> given, Diagnostics diagnostics) {
    Options parse(Set<String> knownDialects) {
      reportUnknownKeys();
      return new Options(
          folder(),
          dialects(knownDialects),
          generatedPackage(),
          catalog(),
          oneOf("eloquent.mode", List.of("draft", "verify")) == 1 ? Mode.VERIFY : Mode.DRAFT,
          oneOf("eloquent.warnings", List.of("warning", "note")) == 1
              ? Warnings.NOTE
              : Warnings.WARNING);
    }

    private void reportUnknownKeys() {
      for (String key : new TreeSet<>(given.keySet())) {
        if (key.startsWith(PREFIX) && !KEYS.contains(key)) {
          // Compared without the prefix, which alone would make them all alike.
          List<String> ends = KEYS.stream().map(k -> k.substring(PREFIX.length())).toList();
          String end = NearMiss.nearest(key.substring(PREFIX.length()), ends);
          String hint = end.isEmpty() ? "" : NearMiss.suggest(PREFIX + end);
          diagnostics.report(Problem.UNKNOWN_OPTION, Location.NONE, key, hint, list(KEYS));
        }
      }
    }

    private @Nullable String folder() {
      String folder = given.get("eloquent.migrations");
      if (given.containsKey("eloquent.migrations") && (folder == null || folder.isBlank())) {
        bad("eloquent.migrations", "is no folder: name the one that holds the history");
        return null;
      }
      return folder;
    }

    private @Nullable List<String> dialects(Set<String> known) {
      if (!given.containsKey("eloquent.dialects")) {
        return null;
      }
      Set<String> dialects = new TreeSet<>();
      boolean good = true;
      for (String part : value("eloquent.dialects").split(",", -1)) {
        String id = part.strip();
        if (!known.contains(id)) {
          bad(
              "eloquent.dialects",
              (id.isEmpty() ? "has an empty entry" : "names unknown dialect " + id)
                  + NearMiss.hint(id, known)
                  + "; the dialects are "
                  + list(known));
          good = false;
        } else if (!dialects.add(id)) {
          bad("eloquent.dialects", "names " + id + " twice: name it once");
          good = false;
        }
      }
      return good ? List.copyOf(dialects) : null;
    }

    private @Nullable String generatedPackage() {
      if (!given.containsKey("eloquent.package")) {
        return null;
      }
      if (!SourceVersion.isName(value("eloquent.package"))) {
        bad("eloquent.package", "is no package name: write one such as com.example.migrations");
        return null;
      }
      return value("eloquent.package");
    }

    private String catalog() {
      String catalog = value("eloquent.catalog");
      if (catalog.isEmpty()) {
        return "";
      }
      if (!CATALOG.matcher(catalog).matches() || catalog.length() > MAX_CATALOG_LENGTH) {
        bad(
            "eloquent.catalog",
            "is no catalogue id: write a-z, then a-z, 0-9 or _, at most "
                + MAX_CATALOG_LENGTH
                + " characters, for its history table is named after it");
        return "";
      }
      if (SourceVersion.isKeyword(catalog)) {
        bad(
            "eloquent.catalog",
            "is a word of Java's, and a package is named after it: choose another");
        return "";
      }
      if (catalog.equals("migration")) {
        bad("eloquent.catalog", "would lie in the default history's folder: choose another");
        return "";
      }
      return catalog;
    }

    private int oneOf(String key, List<String> values) {
      if (!given.containsKey(key)) {
        return 0;
      }
      int index = values.indexOf(value(key));
      if (index < 0) {
        bad(key, "is none of its values" + NearMiss.hint(value(key), values) + ": " + list(values));
      }
      return index;
    }

    /** The value; {@code -Akey} without one is null in the map. */
    private String value(String key) {
      String value = given.get(key);
      return value == null ? "" : value;
    }

    private void bad(String key, String why) {
      diagnostics.report(Problem.BAD_OPTION, Location.NONE, key, value(key), why);
    }

    private static String list(Collection<String> names) {
      return String.join(", ", new TreeSet<>(names));
    }
  }
}
