package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;

/**
 * The declared type of a column. SQLite derives an affinity from the name
 * (https://www.sqlite.org/datatype3.html#determination_of_column_affinity).
 *
 * <p>Dates and times are declared {@code DATE} and {@code TIME}, whose affinity is NUMERIC: ISO
 * text is stored as text all the same, and what the driver writes for {@code setDate} (epoch
 * milliseconds) stays a number that {@code getDate} reads back; in a column of TEXT affinity it
 * would become text on which {@code getDate} throws. JSON is declared {@code TEXT}: in a column
 * {@code JSON}, of NUMERIC affinity, too, the document {@code 1e3} would become another text.
 */
final class SqliteTypes implements ColumnType.Visitor<String> {
  private static final SqliteTypes INSTANCE = new SqliteTypes();

  private SqliteTypes() {}

  /** The declared type. */
  static String of(ColumnType type) {
    return type.accept(INSTANCE);
  }

  @Override
  public String bool() {
    return "BOOLEAN";
  }

  @Override
  public String integer(Int type) {
    return switch (type.bits()) {
      case 8 -> "TINYINT";
      case 16 -> "SMALLINT";
      case 32 -> "INTEGER";
      default -> "BIGINT";
    };
  }

  @Override
  public String real(Real type) {
    return type.bits() == 32 ? "REAL" : "DOUBLE";
  }

  @Override
  public String decimal(Decimal type) {
    return "NUMERIC(" + type.precision() + ", " + type.scale() + ")";
  }

  @Override
  public String character(Char type) {
    return "CHAR(" + type.length() + ")";
  }

  @Override
  public String varchar(Varchar type) {
    return "VARCHAR(" + type.length() + ")";
  }

  @Override
  public String text() {
    return "TEXT";
  }

  // "BLOB" in the name gives the affinity; the length is for readers.
  @Override
  public String varbinary(Varbinary type) {
    return "BLOB(" + type.length() + ")";
  }

  @Override
  public String blob() {
    return "BLOB";
  }

  @Override
  public String uuid() {
    return "CHAR(36)";
  }

  @Override
  public String date() {
    return "DATE";
  }

  @Override
  public String time() {
    return "TIME";
  }

  @Override
  public String timestamp(Timestamp type) {
    return "TIMESTAMP";
  }

  @Override
  public String json() {
    return "TEXT";
  }
}
