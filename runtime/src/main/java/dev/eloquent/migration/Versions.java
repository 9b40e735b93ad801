package dev.eloquent.migration;

import dev.eloquent.format.FileNames;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of a catalogue that have a file for one dialect, by their number as text. */
final class Versions {
  /** Flyway's order of versions: by their parts, as numbers. */
  static final Comparator<String> ORDER = new Order();

  private static final class Order implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return Versions.compare(a, b);
    }
  }

  private final Map<String, CatalogVersion> all = new LinkedHashMap<>();
  private final Map<String, CatalogVersion> left = new LinkedHashMap<>();
  private final String dialect;
  private @Nullable CatalogVersion disabling;

  /** With {@code sealedOnly}, those that are not sealed are only left out. */
  Versions(MigrationCatalog catalog, String dialect, boolean sealedOnly) {
    this.dialect = dialect;
    for (CatalogVersion version : catalog.versions()) {
      if (version.files().containsKey(dialect)) {
        boolean out = sealedOnly && version.state() != CatalogVersion.State.SEALED;
        (out ? left : all).put(key(version), version);
        disabling = null;
      } else if (disabling == null && FileNames.isSql(dialect) && isFor(version, sealedOnly)) {
        disabling = version;
      }
    }
  }

  private static boolean isFor(CatalogVersion version, boolean sealedOnly) {
    return (!sealedOnly || version.state() == CatalogVersion.State.SEALED)
        && version.files().keySet().stream().anyMatch(FileNames::isSql);
  }

  /** The first version behind all of these that other SQL dialects have; null if there is none. */
  @Nullable CatalogVersion disabling() {
    return disabling;
  }

  static String key(CatalogVersion version) {
    return Integer.toString(version.version());
  }

  List<CatalogVersion> list() {
    return new ArrayList<>(all.values());
  }

  /** Whether there is one, left out or not. */
  boolean any() {
    return !all.isEmpty() || !left.isEmpty();
  }

  /** Left out as not sealed. */
  List<CatalogVersion> leftOut() {
    return new ArrayList<>(left.values());
  }

  boolean isLeftOut(String version) {
    return left.containsKey(version);
  }

  @Nullable CatalogVersion get(String version) {
    return all.get(version);
  }

  CatalogFile file(CatalogVersion version) {
    CatalogFile file = version.files().get(dialect);
    if (file == null) {
      throw new IllegalStateException("version " + version.version() + " has no " + dialect);
    }
    return file;
  }

  private static int compare(String a, String b) {
    if (isNumber(a) && isNumber(b)) {
      return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }
    String[] left = a.split("[._]");
    String[] right = b.split("[._]");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = part(left, i).compareTo(part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Our own versions: digits without leading zeros, which need no parsing. */
  private static boolean isNumber(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return !version.startsWith("0") || version.length() == 1;
  }

  private static BigInteger part(String[] parts, int i) {
    try {
      return i < parts.length ? new BigInteger(parts[i]) : BigInteger.ZERO;
    } catch (NumberFormatException e) {
      return BigInteger.ZERO;
    }
  }
}
