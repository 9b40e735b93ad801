package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.schema.ColumnType;

/** The SQL of column types. */
final class MySqlTypes implements ColumnType.Visitor<String> {
  private static final MySqlTypes INSTANCE = new MySqlTypes();

  private MySqlTypes() {}

  static String of(ColumnType type) {
    return type.accept(INSTANCE);
  }

  @Override
  public String bool() {
    return "BOOLEAN";
  }

  @Override
  public String integer(ColumnType.Int type) {
    return switch (type.bits()) {
      case 8 -> "TINYINT";
      case 16 -> "SMALLINT";
      case 32 -> "INT";
      default -> "BIGINT";
    };
  }

  @Override
  public String real(ColumnType.Real type) {
    return type.bits() == 32 ? "FLOAT" : "DOUBLE";
  }

  @Override
  public String decimal(ColumnType.Decimal type) {
    return "DECIMAL(" + type.precision() + ", " + type.scale() + ")";
  }

  @Override
  public String character(ColumnType.Char type) {
    return "CHAR(" + type.length() + ")";
  }

  @Override
  public String varchar(ColumnType.Varchar type) {
    return "VARCHAR(" + type.length() + ")";
  }

  @Override
  public String text() {
    return "LONGTEXT";
  }

  @Override
  public String varbinary(ColumnType.Varbinary type) {
    return "VARBINARY(" + type.length() + ")";
  }

  @Override
  public String blob() {
    return "LONGBLOB";
  }

  @Override
  public String uuid() {
    // MySQL has no UUID type and MariaDB's is its own; one byte a character keeps keys short.
    return "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";
  }

  @Override
  public String date() {
    return "DATE";
  }

  @Override
  public String time() {
    return "TIME(6)";
  }

  @Override
  public String timestamp(ColumnType.Timestamp type) {
    return type.withTimeZone() ? "TIMESTAMP(6)" : "DATETIME(6)";
  }

  @Override
  public String json() {
    return "JSON";
  }
}
