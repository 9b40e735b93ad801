package dev.eloquent.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of Flyway's schema history table.
 *
 * @param rank {@code installed_rank}: 1, 2, 3 …
 * @param version null for Flyway's repeatable migrations and schema markers
 * @param description the name with spaces, cut as {@link #describe} does
 * @param type {@code SQL}, {@code DELETE}, or another one of Flyway's own
 * @param script the file name
 * @param checksum Flyway's; null if the type has none
 * @param installedBy the database user
 * @param installedOn in the form that the database's class reads and writes, which no session's
 *     time zone changes
 * @param executionTime in milliseconds
 * @param success whether it finished
 */
public record HistoryRow(
    int rank,
    @Nullable String version,
    String description,
    String type,
    String script,
    @Nullable Integer checksum,
    String installedBy,
    String installedOn,
    int executionTime,
    boolean success) {
  /** The type of a migration. */
  public static final String SQL = "SQL";

  /** Type of a version that is a Java class. */
  public static final String JDBC = "JDBC";

  /** The type of a migration of MongoDB's, commands. */
  public static final String MONGO = "MONGO";

  /** The type of a row that takes an earlier one of the same version back. */
  public static final String DELETE = "DELETE";

  /** The type of a row that declares all versions up to its own as applied. */
  public static final String BASELINE = "BASELINE";

  /** The columns in the order of {@link #values}. */
  public static final List<String> COLUMNS =
      List.of(
          "installed_rank",
          "version",
          "description",
          "type",
          "script",
          "checksum",
          "installed_by",
          "installed_on",
          "execution_time",
          "success");

  /** A description as Flyway cuts it: over 200 characters, the first 197 and three dots. */
  public static String describe(String description) {
    return description.length() <= 200 ? description : description.substring(0, 197) + "...";
  }

  /** Whether it is that of a migration, script or class, that this library could have run. */
  public boolean isMigration() {
    return type.equals(SQL) || type.equals(JDBC) || type.equals(MONGO);
  }

  /** Whether this takes an earlier row back. */
  public boolean isDelete() {
    return type.equals(DELETE);
  }

  /** The values as text, in the order of {@link #COLUMNS}. */
  public List<@Nullable String> values() {
    return Arrays.asList(
        Integer.toString(rank),
        version,
        description,
        type,
        script,
        checksum == null ? null : checksum.toString(),
        installedBy,
        installedOn,
        Integer.toString(executionTime),
        Boolean.toString(success));
  }

  /** The canonical text of rows, which the journal keeps. */
  public static String encode(List<HistoryRow> rows) {
    List<@Nullable String> values = new ArrayList<>(rows.size() * COLUMNS.size());
    for (HistoryRow row : rows) {
      values.addAll(row.values());
    }
    return Canonical.encode(values);
  }

  /**
   * The rows of a canonical text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<HistoryRow> decode(String text) {
    List<@Nullable String> values = Canonical.decode(text);
    if (values.size() % COLUMNS.size() != 0) {
      throw new IllegalArgumentException(values.size() + " values");
    }
    List<HistoryRow> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i += COLUMNS.size()) {
      String checksum = values.get(i + 5);
      rows.add(
          new HistoryRow(
              Integer.parseInt(present(values.get(i))),
              values.get(i + 1),
              present(values.get(i + 2)),
              present(values.get(i + 3)),
              present(values.get(i + 4)),
              checksum == null ? null : Integer.valueOf(checksum),
              present(values.get(i + 6)),
              present(values.get(i + 7)),
              Integer.parseInt(present(values.get(i + 8))),
              Boolean.parseBoolean(values.get(i + 9))));
    }
    return rows;
  }

  private static String present(@Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("a value is missing");
    }
    return value;
  }

  /** Which columns differ, each as {@code column is 1, was 2}; {@code this} is what was. */
  public List<String> differences(HistoryRow now) {
    List<String> differences = new ArrayList<>();
    List<@Nullable String> before = values();
    List<@Nullable String> after = now.values();
    for (int i = 0; i < before.size(); i++) {
      if (!Objects.equals(before.get(i), after.get(i))) {
        differences.add(COLUMNS.get(i) + " is " + after.get(i) + ", was " + before.get(i));
      }
    }
    return differences;
  }
}
