package dev.eloquent.processor.history;

/**
 * The text of {@code schema.json}: two-space indentation, one property or element a line, {@code
 * \n} line ends, properties in a fixed order, tables sorted by name.
 *
 * <p>The properties: {@code format} (1), {@code chain}, {@code package}, {@code dialects}, {@code
 * renames}, {@code tables}, an object by table name, and {@code disabled}, an object by dialect,
 * each with {@code renames} and {@code tables} again. A table has {@code model}, {@code
 * connection}, {@code comment}, {@code columns}, {@code primaryKey}, {@code indexes}, {@code
 * foreignKeys} and {@code checks}. What is empty, false or the default is left out.
 */
public final class SnapshotJson {
  static final int FORMAT = 1;

  /** The code of whatever makes the text unreadable. */
  static final String PROBLEM = "ELQ312";

  private SnapshotJson() {}

  /** The text of the snapshot; the same for equal snapshots. */
  public static String write(Snapshot snapshot) {
    return new SnapshotWriter().write(snapshot);
  }

  /**
   * The snapshot that {@link #write} made this text of.
   *
   * @throws dev.eloquent.format.FormatException {@code ELQ312}, with the line, for anything else:
   *     no JSON, another format, a property unknown, missing or out of order, an unknown type, a
   *     name given twice, a key or index over something that is not there
   */
  public static Snapshot read(String text) {
    return new SnapshotReader(text).read();
  }
}
