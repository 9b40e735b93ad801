package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.schema.ColumnType;

/**
 * The most bytes of a row that a value takes, with utf8mb4 for text.
 *
 * <p>From <a href="https://dev.mysql.com/doc/refman/8.4/en/storage-requirements.html">Data Type
 * Storage Requirements</a>.
 */
final class MySqlSizes implements ColumnType.Visitor<Long> {
  private static final MySqlSizes INSTANCE = new MySqlSizes();
  private static final long BYTES_PER_CHARACTER = 4;
  // A pointer of 8 bytes and a length of 4; the value is elsewhere.
  private static final long LONG_VALUE = 12;
  private static final long LENGTH_PREFIX = 2;

  private MySqlSizes() {}

  /** Bytes in the row. */
  static long inRow(ColumnType type) {
    boolean prefixed = type instanceof ColumnType.Varchar || type instanceof ColumnType.Varbinary;
    return inKey(type) + (prefixed ? LENGTH_PREFIX : 0);
  }

  /** Bytes in an index key. */
  static long inKey(ColumnType type) {
    return type.accept(INSTANCE);
  }

  /** Whether the value is kept outside the row, so that no index can hold it whole. */
  static boolean isUnbounded(ColumnType type) {
    return type instanceof ColumnType.Text
        || type instanceof ColumnType.Blob
        || type instanceof ColumnType.Json;
  }

  @Override
  public Long bool() {
    return 1L;
  }

  @Override
  public Long integer(ColumnType.Int type) {
    return type.bits() / 8L;
  }

  @Override
  public Long real(ColumnType.Real type) {
    return type.bits() / 8L;
  }

  @Override
  public Long decimal(ColumnType.Decimal type) {
    // Nine digits in four bytes, before and behind the point.
    int whole = type.precision() - type.scale();
    return 4L * ((whole + 8) / 9 + (type.scale() + 8) / 9);
  }

  @Override
  public Long character(ColumnType.Char type) {
    return type.length() * BYTES_PER_CHARACTER;
  }

  @Override
  public Long varchar(ColumnType.Varchar type) {
    return type.length() * BYTES_PER_CHARACTER;
  }

  @Override
  public Long text() {
    return LONG_VALUE;
  }

  @Override
  public Long varbinary(ColumnType.Varbinary type) {
    return (long) type.length();
  }

  @Override
  public Long blob() {
    return LONG_VALUE;
  }

  @Override
  public Long uuid() {
    return 36L;
  }

  @Override
  public Long date() {
    return 3L;
  }

  @Override
  public Long time() {
    return 6L;
  }

  @Override
  public Long timestamp(ColumnType.Timestamp type) {
    return type.withTimeZone() ? 7L : 8L;
  }

  @Override
  public Long json() {
    return LONG_VALUE;
  }
}
